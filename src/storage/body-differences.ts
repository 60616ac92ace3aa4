import { VarintReader, VarintWriter } from './varint.js';

// Documents of a collection have the same keys in the same order: what differs are mostly single values. Operations make one out of another: each
// copies from where the other has been read to, skips what follows there, and puts something in its place; in the end the rest is copied. Texts are
// strings of bytes (`latin1`). `wasm/` reads the same.

/** The largest number that half a byte tells; a greater one follows. */
const MOST_IN_HALF = 15;
/** Equal bytes that are worth an operation of their own. */
const WORTH_COPYING = 4;

/** Operations that make `body` out of `base`. */
export function differencesOf(base: string, body: string): Buffer {
  const writer = new VarintWriter(64);
  let [copied, from, to] = [0, 0, 0];
  for (;;) {
    const same = equalBytes(base, from, body, to);
    [from, to] = [from + same, to + same];
    if (from === base.length && to === body.length) return writer.bytes();
    const [nextFrom, nextTo] = meeting(base, from, body, to);
    writeOperation(writer, from - copied, nextFrom - from, body.slice(to, nextTo));
    [copied, from, to] = [nextFrom, nextFrom, nextTo];
  }
}

function equalBytes(base: string, from: number, body: string, to: number): number {
  let count = 0;
  while (from + count < base.length && base.charCodeAt(from + count) === body.charCodeAt(to + count)) count++;
  return count;
}

/** The body that `differencesOf` made operations for. Throws where they are damaged and that can be told. */
export function applyDifferences(base: string, operations: Uint8Array): string {
  const reader = new VarintReader(operations);
  let body = '';
  let from = 0;
  while (!reader.isAtEnd()) {
    const copied = reader.unsigned();
    const halves = reader.byte();
    const skipped = (halves >> 4) + (halves >> 4 === MOST_IN_HALF ? reader.unsigned() : 0);
    const put = (halves & MOST_IN_HALF) + ((halves & MOST_IN_HALF) === MOST_IN_HALF ? reader.unsigned() : 0);
    body += base.slice(from, from + copied) + reader.take(put).toString('latin1');
    from += copied + skipped;
  }
  return body + base.slice(from);
}

function writeOperation(writer: VarintWriter, copied: number, skipped: number, put: string): void {
  const [skippedHalf, putHalf] = [Math.min(skipped, MOST_IN_HALF), Math.min(put.length, MOST_IN_HALF)];
  writer.unsigned(copied);
  writer.byte((skippedHalf << 4) | putHalf);
  if (skippedHalf === MOST_IN_HALF) writer.unsigned(skipped - MOST_IN_HALF);
  if (putHalf === MOST_IN_HALF) writer.unsigned(put.length - MOST_IN_HALF);
  writer.byteString(put);
}

/** Where both go on alike after a difference: from the next key that both have, or within values of the same length. */
function meeting(base: string, from: number, body: string, to: number): [from: number, to: number] {
  let [nextFrom, nextTo] = [base.length, body.length];
  for (let key = body.indexOf(',"', to); key >= 0; key = body.indexOf(',"', key + 1)) {
    const end = body.indexOf('":', key);
    const found = end < 0 ? -1 : base.indexOf(body.slice(key, end + 2), from);
    if (found < 0) continue;
    [nextFrom, nextTo] = [found, key];
    break;
  }
  if (nextFrom - from !== nextTo - to) return [nextFrom, nextTo];
  for (let on = 1; from + on + WORTH_COPYING <= nextFrom; on++) {
    if (base.startsWith(body.slice(to + on, to + on + WORTH_COPYING), from + on)) return [from + on, to + on];
  }
  return [nextFrom, nextTo];
}
