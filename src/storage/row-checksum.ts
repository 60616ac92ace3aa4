import { crc32 } from 'node:zlib';
import type { RowModule } from './row-module.js';

/** Where the digits of a head are: `wasm/plain.ts`. */
const HOURS_AT = 26;
const UNIX_AT = 62;
const TABLE_BYTES = 4 * 256 * 4;
/** Numbers whose rows are written the quickest way: those below. */
const NUMBERS = 1000;

/** What CRC-32 is made of: its register after bytes that it was begun before with `from`, without the ones it begins and ends with. */
export const registerAfter = (bytes: Uint8Array | string, from = 0) => ~crc32(bytes, ~from >>> 0) >>> 0;

/** Fills the tables of `wasm/checksum.ts` that hold for every day: `texts` in their places, and heads of `headLength` bytes. */
export function fillChecksum(module: RowModule, texts: readonly string[], headLength: number): void {
  const { buffer } = module.memory;
  const table = (place: number, length: number) => new Uint32Array(buffer, place, length);
  table(module.BYTES.value, 256).set(Array.from({ length: 256 }, (_, byte) => registerAfter(Uint8Array.of(byte))));
  table(module.OF_TEXTS.value, texts.length).set(texts.map((text) => registerAfter(text)));
  for (const [at, text] of texts.entries()) fillAfter(table(module.AFTER_TEXTS.value + at * TABLE_BYTES, 1024), text.length);
  fillAfter(table(module.AFTER_FOUR.value, 1024), 4);
  fillAfter(table(module.AFTER_HEAD.value, 1024), headLength);
  for (const [at, text] of texts.entries()) {
    const behind = text.length + headLength;
    for (let digits = 1; digits <= 3; digits++) {
      fillAfter(table(module.AFTER_ROWS.value + (at * 3 + digits - 1) * TABLE_BYTES, 1024), digits + behind);
    }
    fillNumbers(table(module.OF_NUMBERS.value + at * NUMBERS * 4, NUMBERS), text, headLength);
  }
  const fillDigits = (place: { value: number }, count: number, width: number, ...starts: number[]) => {
    table(place.value, count).set(Array.from({ length: count }, (_, n) => registerOfDigits(n, width, starts, headLength)));
  };
  fillDigits(module.OF_HOURS, 24, 2, HOURS_AT);
  fillDigits(module.OF_MINUTES, 60, 2, HOURS_AT + 3);
  fillDigits(module.OF_SECONDS, 60, 2, HOURS_AT + 6);
  fillDigits(module.OF_FRACTIONS, 1000, 3, HOURS_AT + 9, UNIX_AT + 6);
  fillDigits(module.OF_UNIX_THOUSANDS, 1000, 3, UNIX_AT);
  fillDigits(module.OF_UNIX_ONES, 1000, 3, UNIX_AT + 3);
}

/** What each number, its digits and a text, adds to the register when so many bytes of zero have passed behind them. */
function fillNumbers(into: Uint32Array, text: string, zeros: number): void {
  const register = (start: string, rest: number) => registerAfter(Buffer.concat([Buffer.from(start), new Uint8Array(rest)]));
  const ofText = register(text, zeros);
  const ofDigits = [0, 1, 2].map((place) => Array.from({ length: 10 }, (_, digit) => register(String(digit), place + text.length + zeros)));
  for (let n = 0; n < into.length; n++) {
    const digits = [...String(n)].reverse();
    into[n] = digits.reduce((sum, digit, place) => sum ^ (ofDigits[place]?.[Number(digit)] as number), ofText);
  }
}

/** Per byte of the register, what becomes of it while `length` bytes of zero pass. */
function fillAfter(table: Uint32Array, length: number): void {
  const zeros = new Uint8Array(length);
  for (let bit = 0; bit < 32; bit++) {
    const place = (bit >> 3) * 256;
    const first = 1 << (bit & 7);
    const alone = registerAfter(zeros, (2 ** bit) >>> 0);
    for (let rest = 0; rest < first; rest++) table[place + first + rest] = alone ^ (table[place + rest] as number);
  }
}

/** What a number in place of zeros adds to the register after a head. */
function registerOfDigits(n: number, width: number, starts: readonly number[], headLength: number): number {
  const bytes = new Uint8Array(headLength);
  const digits = [...String(n).padStart(width, '0')].map(Number);
  for (const start of starts) bytes.set(digits, start);
  return registerAfter(bytes);
}
