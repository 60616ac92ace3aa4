import { constants, crc32, deflateRawSync } from 'node:zlib';
import type { SeriesCollection } from '../collections/define.js';
import { createRowWriter, type GrowingText, type RowWriter, reserve } from '../collections/row-writer.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { chunkPrinterOf, type DeflatedText } from '../storage/chunk-printer.js';
import { decodeRows } from '../storage/series-codec.js';
import type { SourceDay } from './source.js';

/** A day's rows, to be found by time and written, until the next day is opened. */
export interface OpenDay {
  /** How many rows there are. */
  count: number;
  /** Milliseconds since the Unix epoch, ascending. */
  timeAt(row: number): number;
  /** Writes rows as JSON objects separated by commas. */
  write(into: GrowingText, from: number, to: number): void;
  /** Writes the same deflated. */
  deflate(into: DeflatedText, from: number, to: number): void;
}

/** Builds what opens days of a series: stored ones the quick way where all fields are wanted. `fields` as for `createRowWriter`. */
export function createDayOpener(collection: SeriesCollection, fields: ReadonlySet<string> | null): (day: SourceDay) => OpenDay {
  const print = fields === null ? chunkPrinterOf(collection) : () => null;
  // Only for what is not written the quick way.
  let writer: RowWriter | null = null;
  return (source) => {
    const epochMs = source.day * DAY_MS;
    const printed = 'chunks' in source ? print(source.chunks, source.day, source.from, source.to) : null;
    if (printed !== null) {
      const { count, timeAt, write, deflate } = printed;
      return { count, timeAt: (row) => epochMs + timeAt(row), write, deflate };
    }
    writer ??= createRowWriter(collection, fields);
    const write = writer;
    const rows = 'chunks' in source ? decodeRows(collection, source.chunks.subarray(source.from, source.to), epochMs) : source.rows;
    return {
      count: rows.times.length,
      timeAt: (row) => rows.times[row] as number,
      write: (into, from, to) => write(into, rows, from, to),
      deflate: (into, from, to) => deflateRows(write, into, rows, from, to),
    };
  };
}

/** What can be written in JavaScript only is compressed: that is rare. */
function deflateRows(write: RowWriter, into: DeflatedText, rows: SeriesRows, from: number, to: number): void {
  const start = into.endsWithRow ? '}' : '';
  const text: GrowingText = { bytes: Buffer.from(start), length: start.length };
  write(text, rows, from, to);
  const plain = text.bytes.subarray(start.length, text.length);
  const piece = deflateRawSync(plain, { level: 1, finishFlush: constants.Z_SYNC_FLUSH });
  reserve(into.bytes, piece.length);
  piece.copy(into.bytes.bytes, into.bytes.length);
  into.bytes.length += piece.length;
  into.plainLength += plain.length;
  into.crc = crc32(plain, into.crc);
  into.endsWithRow = true;
}

/** The first place with a time not before `ms`. */
export function placeOf({ count, timeAt }: OpenDay, ms: number): number {
  // Most days are wanted as a whole.
  if (count === 0 || timeAt(0) >= ms) return 0;
  if (timeAt(count - 1) < ms) return count;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeAt(middle) < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
