import type { SeriesCollection } from '../collections/define.js';
import { type GrowingText, reserve } from '../collections/row-writer.js';
import { boundedMemo } from '../lib/bounded-memo.js';
import { dayText } from '../lib/dates.js';
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
const CLOSING_BRACE = 125;

/** A day's rows that were read, until the next are. */
export interface PrintedDay {
  /** Milliseconds since the day began, ascending. */
  times: Int32Array;
  /** Writes rows as `createRowWriter` does. */
  write(into: GrowingText, from: number, to: number): void;
}

/** Reads a chunk of a UTC day; null where that is left to `decodeRows`: numbers beyond 32 bits, times of other days, damage. */
export type ChunkPrinter = (chunk: Uint8Array, day: number) => PrintedDay | null;

/** One for each series: they are few. */
export const chunkPrinterOf = boundedMemo(SERIES, createChunkPrinter);

/** Builds what takes rows from their chunk to JSON in WebAssembly. It reads one day at a time. */
export function createChunkPrinter(collection: SeriesCollection): ChunkPrinter {
  const module = openRowModule();
  if (module === null) return () => null;
  declareColumns(module, collection);
  let bytes = new Uint8Array(module.memory.buffer);

  const write = (into: GrowingText, from: number, to: number) => {
    for (let row = from; row < to; row += ROWS_AT_ONCE) {
      const length = module.writePlain(row, Math.min(row + ROWS_AT_ONCE, to));
      const isFirst = into.bytes[into.length - 1] !== CLOSING_BRACE;
      const output = bytes.subarray(module.OUTPUT.value + (isFirst ? 1 : 0), module.OUTPUT.value + length);
      reserve(into, output.length);
      into.bytes.set(output, into.length);
      into.length += output.length;
    }
  };

  return (chunk, day) => {
    if (day < FIRST_DAY || day > LAST_DAY) return null;
    module.reserveInput(chunk.length);
    if (bytes.buffer !== module.memory.buffer) bytes = new Uint8Array(module.memory.buffer);
    bytes.set(chunk, module.INPUT.value);
    const count = module.decode(chunk.length);
    if (count < 0) return null;
    if (bytes.buffer !== module.memory.buffer) bytes = new Uint8Array(module.memory.buffer);
    declareDay(module, day);
    return { times: new Int32Array(module.memory.buffer, module.times.value, count), write };
  };
}

function declareColumns(module: RowModule, { columns }: SeriesCollection): void {
  const { buffer } = module.memory;
  const setNumber = (place: { value: number }, index: number, value: number) =>
    new DataView(buffer).setInt32(place.value + index * 4, value, true);
  module.declareColumns(
    columns.length,
    columns.findIndex(({ type }) => type === 'integer'),
  );
  let texts = 0;
  for (const [c, column] of columns.entries()) {
    const key = `,${JSON.stringify(column.name)}:`;
    const columnTexts = column.type === 'integer' ? [key] : column.choices.map((choice) => key + JSON.stringify(choice));
    setNumber(module.CHOICES, c, column.type === 'integer' ? 0 : columnTexts.length);
    setNumber(module.FIRST_TEXTS, c, texts);
    for (const text of columnTexts) {
      setNumber(module.TEXT_LENGTHS, texts, text.length);
      Buffer.from(buffer, module.TEXT_PLACES.value + texts++ * TEXT_BYTES, TEXT_BYTES).write(text, 'latin1');
    }
  }
}

function declareDay(module: RowModule, day: number): void {
  const million = Math.floor((day * DAY_SECONDS) / 1e6);
  const heads = Buffer.from(module.memory.buffer, module.HEADS.value, 2 * HEAD_BYTES);
  const date = dayText(day);
  let length = 0;
  for (const late of [0, 1]) {
    const head = `,{"timestamp":"${date}T00:00:00.000Z","timestamp_unix":${million + late}000000000`;
    length = heads.write(head, late * HEAD_BYTES, 'latin1');
  }
  module.declareDay(length, day * DAY_SECONDS - million * 1e6);
}
