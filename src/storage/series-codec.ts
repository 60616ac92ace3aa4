import type { SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { readNumbers, writeNumbers } from './number-blocks.js';
import { foretellingOf, readTimes, writeTimes } from './series-times.js';
import { damage, VarintReader, VarintWriter } from './varint.js';

// A chunk is the number of rows, the time scale and how times are foretold, then one plane per column and that of times. Whole numbers, and
// what times differ by from what was foretold, are blocks of bits; choices are runs of (place, length). `wasm/` reads the same.

/** Packs rows, in whatever order they are, into a chunk. Times are ms since the Unix epoch; `epochMs` is where the chunk's day begins. */
export function encodeRows(collection: SeriesCollection, rows: SeriesRows, epochMs: number): Buffer {
  const { times, columns } = rows;
  const scale = times.every((time) => time % 1000 === 0) ? 1000 : 1;
  const intervals = intervalsOf(collection, columns);
  const foretelling = foretellingOf(times, scale === 1 ? intervals : []);
  const writer = new VarintWriter(times.length * (columns.length + 1) * 2 + 32);
  writer.unsigned(times.length);
  writer.unsigned(scale);
  writer.unsigned(foretelling);
  collection.columns.forEach((column, c) => {
    const values = columns[c] as number[];
    if (column.type === 'integer') writeNumbers(writer, values);
    else writeRuns(writer, values);
  });
  writeTimes(writer, times, epochMs, scale, foretelling, intervals);
  return writer.bytes();
}

/** Unpacks a chunk that `encodeRows` made with the same `epochMs`. Throws where it is damaged and that can be told. */
export function decodeRows(collection: SeriesCollection, chunk: Uint8Array, epochMs: number): SeriesRows {
  const reader = new VarintReader(chunk);
  const count = reader.count();
  const scale = reader.unsigned();
  const foretelling = reader.unsigned();
  const columns = collection.columns.map((column) => (column.type === 'integer' ? readNumbers(reader, count) : readRuns(reader, count)));
  const times = readTimes(reader, count, epochMs, scale, foretelling, intervalsOf(collection, columns));
  reader.end();
  return { times, columns };
}

/** The column that may hold the milliseconds between rows: the first of whole numbers. */
function intervalsOf(collection: SeriesCollection, columns: number[][]): number[] {
  return columns[collection.columns.findIndex(({ type }) => type === 'integer')] ?? [];
}

function writeRuns(writer: VarintWriter, values: number[]): void {
  for (let from = 0; from < values.length; ) {
    let to = from + 1;
    while (to < values.length && values[to] === values[from]) to++;
    writer.unsigned(values[from] as number);
    writer.unsigned(to - from);
    from = to;
  }
}

function readRuns(reader: VarintReader, count: number): number[] {
  const values: number[] = new Array(count);
  for (let i = 0; i < count; ) {
    const value = reader.unsigned();
    const end = i + reader.unsigned();
    if (!(end > i && end <= count)) throw damage();
    while (i < end) values[i++] = value;
  }
  return values;
}
