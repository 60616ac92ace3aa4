import { damage, VarintReader, VarintWriter } from './varint.js';

// Documents of a collection have the same keys in the same order: what differs are mostly single values. Operations make one out of another: each
// copies from where the other has been read to, skips what follows there, and puts something in its place; in the end the rest is copied. `wasm/` reads the
// same.

/** The largest number that half a byte tells; a greater one follows. */
const MOST_IN_HALF = 15;
/** Equal bytes that are worth an operation of their own. */
const WORTH_COPYING = 4;
const COMMA = 0x2c;
const QUOTE = 0x22;
const COLON = 0x3a;

/** Operations that make `body` out of `base`. */
export function differencesOf(base: Buffer, body: Buffer): Buffer {
  const writer = new VarintWriter(64);
  let from = 0;
  let to = 0;
  for (;;) {
    const same = equalBytes(base, from, body, to, base.length);
    from += same;
    to += same;
    if (from === base.length && to === body.length) return writer.bytes();
    let nextFrom = nextKey(base, from);
    let nextTo = nextKey(body, to);
    if (nextTo === body.length) nextFrom = base.length;
    else if (!isSameKey(base, nextFrom, body, nextTo)) ({ from: nextFrom, to: nextTo } = laterKey(base, from, body, nextTo));
    if (nextFrom - from === nextTo - to) {
      const unlike = unlikeBytes(base, from, nextFrom, body, to);
      nextFrom = from + unlike;
      nextTo = to + unlike;
    }
    writeOperation(writer, same, nextFrom - from, body, to, nextTo);
    from = nextFrom;
    to = nextTo;
  }
}

/** How many bytes are equal, up to `most`. */
function equalBytes(base: Buffer, from: number, body: Buffer, to: number, most: number): number {
  const end = Math.min(most, base.length - from, body.length - to);
  let count = 0;
  while (count < end && base[from + count] === body[to + count]) count++;
  return count;
}

/** The body that `differencesOf` made operations for. Throws where they are damaged and that can be told. */
export function applyDifferences(base: Buffer, operations: Uint8Array): Buffer {
  const reader = new VarintReader(operations);
  const body = Buffer.allocUnsafe(base.length + operations.length);
  let [from, size] = [0, 0];
  while (!reader.isAtEnd()) {
    const copied = reader.unsigned();
    const halves = reader.byte();
    const skipped = (halves >> 4) + (halves >> 4 === MOST_IN_HALF ? reader.unsigned() : 0);
    const put = (halves & MOST_IN_HALF) + ((halves & MOST_IN_HALF) === MOST_IN_HALF ? reader.unsigned() : 0);
    size += base.copy(body, size, from, from + copied);
    size += reader.take(put).copy(body, size);
    from += copied + skipped;
    if (!(from <= base.length)) throw damage();
  }
  size += base.copy(body, size, from);
  return body.subarray(0, size);
}

function writeOperation(writer: VarintWriter, copied: number, skipped: number, body: Buffer, from: number, to: number): void {
  const put = to - from;
  writer.unsigned(copied);
  writer.byte((Math.min(skipped, MOST_IN_HALF) << 4) | Math.min(put, MOST_IN_HALF));
  if (skipped >= MOST_IN_HALF) writer.unsigned(skipped - MOST_IN_HALF);
  if (put >= MOST_IN_HALF) writer.unsigned(put - MOST_IN_HALF);
  for (let at = from; at < to; at++) writer.byte(body[at] as number);
}

/** The next key that both have, where one of them has a key that the other has not; the ends where there is none. */
function laterKey(base: Buffer, from: number, body: Buffer, to: number): { from: number; to: number } {
  for (let key = to; key < body.length; key = nextKey(body, key + 1)) {
    const end = body.indexOf('":', key);
    const found = end < 0 ? -1 : base.indexOf(body.subarray(key, end + 2), from);
    if (found >= 0) return { from: found, to: key };
  }
  return { from: base.length, to: body.length };
}

/** How long values of the same length differ before they go on alike. */
function unlikeBytes(base: Buffer, from: number, end: number, body: Buffer, to: number): number {
  for (let on = 1; from + on + WORTH_COPYING <= end; on++) {
    if (equalBytes(base, from + on, body, to + on, WORTH_COPYING) === WORTH_COPYING) return on;
  }
  return end - from;
}

/** Where the next key or text begins, with the comma before it; the end where none does. */
function nextKey(text: Buffer, from: number): number {
  for (let at = from; at + 1 < text.length; at++) if (text[at] === COMMA && text[at + 1] === QUOTE) return at;
  return text.length;
}

function isSameKey(base: Buffer, from: number, body: Buffer, to: number): boolean {
  for (let n = 2; to + n < body.length && base[from + n] === body[to + n]; n++) {
    if (body[to + n] === COLON && body[to + n - 1] === QUOTE) return true;
  }
  return false;
}
