import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { difference, sum } from './exact-difference.js';
import { AFTER_OWN_INTERVAL, foretellingOf, readTimes, writeTimes } from './series-times.js';
import { damage, VarintReader, VarintWriter } from './varint.js';

// A chunk is raw deflate over: the number of rows, the time scale and how times are foretold, then one plane per column and that of times.
// Times and whole numbers are zigzag varint differences to what was to be expected; choices are runs of (place, length).
const DEFLATE_LEVEL = 6;

/** Packs rows, in whatever order they are, into a chunk. Times are ms since the Unix epoch; `epochMs` is where the chunk's day begins. */
export function encodeRows(collection: SeriesCollection, rows: SeriesRows, epochMs: number): Buffer {
  const { times, columns } = rows;
  const scale = times.every((time) => time % 1000 === 0) ? 1000 : 1;
  const intervals = intervalsOf(collection, columns);
  const foretelling = foretellingOf(times, epochMs, scale === 1 ? intervals : []);
  const writer = new VarintWriter(times.length * (columns.length + 1) * 2 + 32);
  writer.unsigned(times.length);
  writer.unsigned(scale);
  writer.unsigned(foretelling);
  collection.columns.forEach((column, c) => {
    const values = columns[c] as number[];
    if (column.type === 'integer') writeDifferences(writer, values);
    else writeRuns(writer, values);
  });
  writeTimes(writer, times, epochMs, scale, foretelling, intervals);
  // What is left of beats once their times are foretold is noise, in which searching for repetitions takes time and finds nothing.
  const strategy = foretelling < AFTER_OWN_INTERVAL ? constants.Z_DEFAULT_STRATEGY : constants.Z_RLE;
  return deflateRawSync(writer.bytes(), { level: DEFLATE_LEVEL, strategy });
}

/** Unpacks a chunk that `encodeRows` made with the same `epochMs`. Throws where it is damaged and that can be told. */
export function decodeRows(collection: SeriesCollection, chunk: Uint8Array, epochMs: number): SeriesRows {
  const reader = new VarintReader(inflateRawSync(chunk));
  const count = reader.count();
  const scale = reader.unsigned();
  const foretelling = reader.unsigned();
  const columns = collection.columns.map((column) =>
    column.type === 'integer' ? readDifferences(reader, count) : readRuns(reader, count),
  );
  const times = readTimes(reader, count, epochMs, scale, foretelling, intervalsOf(collection, columns));
  reader.end();
  return { times, columns };
}

/** The column that may hold the milliseconds between rows: the first of whole numbers. */
function intervalsOf(collection: SeriesCollection, columns: number[][]): number[] {
  return columns[collection.columns.findIndex(({ type }) => type === 'integer')] ?? [];
}

function writeDifferences(writer: VarintWriter, values: number[]): void {
  let before = 0;
  for (const value of values) {
    writer.signed(difference(before, value));
    before = value;
  }
}

function readDifferences(reader: VarintReader, count: number): number[] {
  const values: number[] = new Array(count);
  let value = 0;
  for (let i = 0; i < count; i++) {
    value = sum(value, reader.signed());
    values[i] = value;
  }
  return values;
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
