import type { SeriesCollection } from '../collections/define.js';
import { type GrowingText, reserve } from '../collections/row-writer.js';
import { boundedMemo } from '../lib/bounded-memo.js';
import { dayText } from '../lib/dates.js';
import { fillChecksum, registerAfter } from './row-checksum.js';
import { fillCode } from './row-code.js';
import { openRowModule, type RowModule } from './row-module.js';

// Sizes of wasm/memory.ts.
const TEXT_BYTES = 64;
const HEAD_BYTES = 128;
const ROWS_AT_ONCE = 512;
/** Days whose Unix times in ms have four digits before the last nine, as the heads of rows suppose: September 2001 to November 2286. */
const FIRST_DAY = 11_575;
const LAST_DAY = 115_728;
const DAY_SECONDS = 86_400;
const SERIES = 16;
/** Days that are remembered as their rows begin. */
const DAYS = 1000;
const CLOSING_BRACE = 125;

/** Deflated text under construction. */
export interface DeflatedText {
  /** Pieces of raw deflate that end at a byte. */
  bytes: GrowingText;
  /** Of what was deflated: how long it is, its CRC-32, and whether it ends with a row. */
  plainLength: number;
  crc: number;
  endsWithRow: boolean;
}

/** A day's rows that were read, until the next are. */
export interface PrintedDay {
  /** How many rows there are. */
  count: number;
  /** Milliseconds since the day began, ascending. */
  timeAt(row: number): number;
  /** Writes rows as `createRowWriter` does. */
  write(into: GrowingText, from: number, to: number): void;
  /** Writes the same deflated. */
  deflate(into: DeflatedText, from: number, to: number): void;
}

/**
 * Reads the chunk of a UTC day that lies from `from` to `to` (all of it by default) in bytes that do not change any more; null where that is
 * left to `decodeRows`: numbers beyond 32 bits, times of other days, damage.
 */
export type ChunkPrinter = (chunks: Uint8Array, day: number, from?: number, to?: number) => PrintedDay | null;

/** One for each series: they are few. */
export const chunkPrinterOf = boundedMemo(SERIES, createChunkPrinter);

/** Builds what takes rows from their chunk to JSON in WebAssembly. It reads one day at a time. */
export function createChunkPrinter(collection: SeriesCollection): ChunkPrinter {
  const module = openRowModule();
  if (module === null) return () => null;
  const headEnd = declareColumns(module, collection);
  fillCode(module);
  const headsOfDay = boundedMemo(DAYS, (day) => headsOf(day, headEnd));
  const [input, output, deflated, heads] = [module.INPUT.value, module.OUTPUT.value, module.DEFLATED.value, module.HEADS.value];
  let bytes = new Uint8Array(module.memory.buffer);
  let numbers = new Int32Array(module.memory.buffer);
  /** What lies in the module: days that were read at once are written one after the other. */
  let lying: Uint8Array | null = null;
  let firstTime = 0;
  const timeAt = (row: number) => numbers[firstTime + row] as number;

  /** Memory that grew is another buffer. */
  const look = () => {
    if (bytes.buffer === module.memory.buffer) return;
    bytes = new Uint8Array(module.memory.buffer);
    numbers = new Int32Array(module.memory.buffer);
  };

  const append = (into: GrowingText, start: number, end: number) => {
    reserve(into, end - start);
    into.bytes.set(bytes.subarray(start, end), into.length);
    into.length += end - start;
  };

  const write = (into: GrowingText, from: number, to: number) => {
    for (let row = from; row < to; row += ROWS_AT_ONCE) {
      const length = module.writePlain(row, Math.min(row + ROWS_AT_ONCE, to));
      append(into, output + (into.bytes[into.length - 1] === CLOSING_BRACE ? 0 : 1), output + length);
    }
  };

  const deflate = (into: DeflatedText, from: number, to: number) => {
    for (let row = from; row < to; row += ROWS_AT_ONCE) {
      const length = module.writeDeflated(row, Math.min(row + ROWS_AT_ONCE, to), into.endsWithRow, ~into.crc);
      append(into.bytes, deflated, deflated + length);
      into.plainLength += module.plainLength();
      into.crc = ~module.register() >>> 0;
      into.endsWithRow = true;
    }
  };

  return (chunks, day, from = 0, to = chunks.length) => {
    if (day < FIRST_DAY || day > LAST_DAY) return null;
    if (chunks !== lying) {
      module.reserveInput(chunks.length);
      look();
      bytes.set(chunks, input);
      lying = chunks;
    }
    const count = module.decode(from, to);
    look();
    if (count < 0) return null;
    const ofDay = headsOfDay(day);
    bytes.set(ofDay.bytes, heads);
    module.declareDay(ofDay.length, ofDay.seconds, ofDay.registers[0] as number, ofDay.registers[1] as number);
    firstTime = module.timesAt() / 4;
    return { count, timeAt, write, deflate };
  };
}

/** Tells the module of the columns. Returns what follows the Unix time in a head: the name of the first column, if it holds numbers. */
function declareColumns(module: RowModule, { columns }: SeriesCollection): string {
  const { buffer } = module.memory;
  const lastColumn = columns.length - 1;
  const isClosed = columns[lastColumn]?.type === 'choice';
  const texts: string[] = [];
  let headEnd = '';
  for (const [c, column] of columns.entries()) {
    const key = `,${JSON.stringify(column.name)}:`;
    const isNumber = column.type === 'integer';
    new Int32Array(buffer, module.CHOICES.value)[c] = isNumber ? 0 : column.choices.length;
    new Int32Array(buffer, module.FIRST_TEXTS.value)[c] = texts.length;
    if (isNumber && c === 0) headEnd = key;
    if (isNumber) texts.push(c === 0 ? '' : key);
    else texts.push(...column.choices.map((choice) => key + JSON.stringify(choice) + (c === lastColumn ? '}' : '')));
  }
  for (const [at, text] of texts.entries()) {
    new Int32Array(buffer, module.TEXT_LENGTHS.value)[at] = text.length;
    Buffer.from(buffer, module.TEXT_PLACES.value + at * TEXT_BYTES, TEXT_BYTES).write(text, 'latin1');
  }
  module.declareColumns(
    columns.length,
    columns.findIndex(({ type }) => type === 'integer'),
    isClosed,
  );
  fillChecksum(module, texts, headOf(FIRST_DAY, 1000, headEnd).length);
  return headEnd;
}

const headOf = (day: number, million: number, end: string) =>
  `,{"timestamp":"${dayText(day)}T00:00:00.000Z","timestamp_unix":${million}000000000${end}`;

/** A head of a day's rows with its register, the one from the next million seconds on, and the seconds since the last million. */
interface Heads {
  bytes: Uint8Array;
  registers: number[];
  length: number;
  seconds: number;
}

function headsOf(day: number, headEnd: string): Heads {
  const million = Math.floor((day * DAY_SECONDS) / 1e6);
  const heads = [million, million + 1].map((millions) => headOf(day, millions, headEnd));
  const bytes = Buffer.alloc(2 * HEAD_BYTES);
  for (const [at, head] of heads.entries()) bytes.write(head, at * HEAD_BYTES, 'latin1');
  const length = (heads[0] as string).length;
  return { bytes, registers: heads.map((head) => registerAfter(head)), length, seconds: day * DAY_SECONDS - million * 1e6 };
}
