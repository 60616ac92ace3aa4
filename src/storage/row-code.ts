import type { RowModule } from './row-module.js';

// The Huffman code of rows (RFC 1951): digits are the usual literals, and what is repeated is a row long, and as long as what lies between
// the digits that change. It is complete, as zlib asks for.

const DIGIT_BITS = 4;
const USUAL_LENGTHS = [261, 264, 271, 272, 273, 274, 275];
const USUAL_LENGTH_BITS = 5;
const COLON_BITS = 6;
const POINT_BITS = 7;
const LENGTH_BITS = 9;
const LITERAL_BITS = 10;
/** Bytes that never come, and are there to make the code complete. */
const FILLING = 7;
const END_OF_BLOCK = 256;
const FIRST_LENGTH = 257;
const SYMBOLS = 286;
/** Bits of the symbols of distances, 0 to 15: rows have 49 to 256 bytes. */
const DISTANCE_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 2, 1, 3, 4];

/** Bits that are put one after the other, the first at the low end; `bits` is the value. */
interface Code {
  bits: number;
  length: number;
}

/** The place of the end of a block among the literals of the module. */
const MODULE_END = 127;
const MODULE_LENGTHS = 258;
const MODULE_DISTANCES = 256;

/** Fills the tables of `wasm/deflate.ts`. */
export function fillCode(module: RowModule): void {
  const lengths = symbolBits();
  const symbols = codesOf(lengths);
  const distances = codesOf(DISTANCE_BITS);
  const { buffer } = module.memory;
  const put = (place: { value: number }, values: readonly Code[], from = 0) => {
    const table = new Uint32Array(buffer, place.value + from * 4, values.length);
    for (const [at, { bits, length }] of values.entries()) table[at] = (bits | (length << 24)) >>> 0;
  };
  const joined = (text: string) => [...Buffer.from(text)].map((byte) => symbols[byte] as Code).reduce(join);
  const numbered = (count: number, width: number, before = '') =>
    Array.from({ length: count }, (_, n) => joined(before + String(n).padStart(width, '0')));
  put(module.LITERALS, [...symbols.slice(0, MODULE_END), symbols[END_OF_BLOCK] as Code]);
  put(module.PAIRS, numbered(60, 2));
  put(module.SIXTIETHS, numbered(60, 2, ':'));
  put(module.THOUSANDS, numbered(1000, 3));
  put(module.NUMBERS, numbered(1000, 1));
  put(module.REPETITIONS, rangeCodes(symbols.slice(FIRST_LENGTH), lengthRange, 3, MODULE_LENGTHS), 3);
  put(module.DISTANCES, rangeCodes(distances, distanceRange, 1, MODULE_DISTANCES), 1);
  const head = blockHead(lengths);
  new Uint8Array(buffer, module.BLOCK_HEAD.value).set(head.bytes);
  module.declareCode(head.length);
}

/** How many bits each symbol has. */
function symbolBits(): number[] {
  const lengths = new Array<number>(SYMBOLS).fill(0);
  lengths.fill(LITERAL_BITS, 0, FILLING).fill(LITERAL_BITS, 0x20, 0x7f).fill(DIGIT_BITS, 0x30, 0x3a);
  lengths[0x2e] = POINT_BITS;
  lengths[0x3a] = COLON_BITS;
  lengths.fill(LENGTH_BITS, END_OF_BLOCK);
  for (const symbol of USUAL_LENGTHS) lengths[symbol] = USUAL_LENGTH_BITS;
  return lengths;
}

/** The canonical codes of these lengths, in the order in which bits are put: RFC 1951 §3.2.2. */
function codesOf(lengths: readonly number[]): Code[] {
  const codes = lengths.map((length) => ({ bits: 0, length }));
  let next = 0;
  for (let length = 1; length <= 15; length++) {
    next *= 2;
    for (const code of codes) if (code.length === length) code.bits = reversed(next++, length);
  }
  return codes;
}

const reversed = (bits: number, length: number) => Number.parseInt([...bits.toString(2).padStart(length, '0')].reverse().join(''), 2);

const join = (first: Code, second: Code): Code => ({
  bits: first.bits | (second.bits << first.length),
  length: first.length + second.length,
});

/** Where the values of a symbol begin, and how many bits then tell which of them it is. */
type Range = (symbol: number) => { least: number; extra: number };

/** RFC 1951 §3.2.5; symbols from 257. */
function lengthRange(symbol: number): ReturnType<Range> {
  if (symbol < 8) return { least: symbol + 3, extra: 0 };
  if (symbol === 28) return { least: 258, extra: 0 };
  const extra = (symbol >> 2) - 1;
  return { least: 3 + ((4 + (symbol & 3)) << extra), extra };
}

function distanceRange(symbol: number): ReturnType<Range> {
  if (symbol < 4) return { least: symbol + 1, extra: 0 };
  const extra = (symbol >> 1) - 1;
  return { least: 1 + ((2 + (symbol & 1)) << extra), extra };
}

/** The codes of the values from `first` to `last`; those of symbols without a code have no length. */
function rangeCodes(symbols: readonly Code[], range: Range, first: number, last: number): Code[] {
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const value = first + at;
    const symbol = symbols.findLastIndex((_code, candidate) => range(candidate).least <= value);
    const { least, extra } = range(symbol);
    return join(symbols[symbol] as Code, { bits: value - least, length: extra });
  });
}

/** Codes of the lengths of codes, and of runs of them: those that come, half of a sixteenth each but three. */
const META_BITS: Record<number, number> = { 16: 3, 9: 3, 10: 3, 0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 4, 17: 4, 18: 4 };
const META_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The head of a block that is not the last one, with the code itself: RFC 1951 §3.2.7. */
function blockHead(lengths: readonly number[]): { bytes: Uint8Array; length: number } {
  const metaLengths = Array.from({ length: 19 }, (_, symbol) => META_BITS[symbol] ?? 0);
  const meta = codesOf(metaLengths);
  const number = (bits: number, length: number): Code => ({ bits, length });
  const parts = [
    ...[number(0, 1), number(2, 2), number(SYMBOLS - 257, 5), number(DISTANCE_BITS.length - 1, 5), number(META_ORDER.length - 4, 4)],
    ...META_ORDER.map((symbol) => number(metaLengths[symbol] as number, 3)),
    ...runsOf([...lengths, ...DISTANCE_BITS]).flatMap(({ symbol, bits, extra }) => [meta[symbol] as Code, number(bits, extra)]),
  ];
  const text = parts
    .map(({ bits, length }) => (length === 0 ? '' : [...bits.toString(2).padStart(length, '0')].reverse().join('')))
    .join('');
  const bytes = Uint8Array.from({ length: Math.ceil(text.length / 8) }, (_, at) =>
    Number.parseInt([...text.slice(at * 8, at * 8 + 8).padEnd(8, '0')].reverse().join(''), 2),
  );
  return { bytes, length: text.length };
}

/** Lengths of codes, what comes several times as a run: 16 repeats the last one 3 to 6 times, 18 a zero 11 to 138 times. */
function runsOf(lengths: readonly number[]): { symbol: number; bits: number; extra: number }[] {
  const runs: { symbol: number; bits: number; extra: number }[] = [];
  for (let at = 0; at < lengths.length; ) {
    const length = lengths[at] as number;
    let same = 1;
    while (lengths[at + same] === length) same++;
    const isRepeated = at > 0 && lengths[at - 1] === length;
    if (length === 0 && same >= 11) same = Math.min(same, 138);
    else if (isRepeated && same >= 3) same = Math.min(same, 6);
    else same = 1;
    if (same >= 11) runs.push({ symbol: 18, bits: same - 11, extra: 7 });
    else if (same >= 3) runs.push({ symbol: 16, bits: same - 3, extra: 2 });
    else runs.push({ symbol: length, bits: 0, extra: 0 });
    at += same;
  }
  return runs;
}
