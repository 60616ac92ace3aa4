import type { SeriesCollection } from '../collections/define.js';
import { createRowWriter, type GrowingText } from '../collections/row-writer.js';
import { DAY_MS } from '../lib/dates.js';
import { chunkPrinterOf } from '../storage/chunk-printer.js';
import { decodeRows } from '../storage/series-codec.js';
import type { SourceDay } from './source.js';

/** A day's rows, to be found by time and written, until the next day is opened. */
export interface OpenDay {
  /** Milliseconds since `epochMs`, ascending. */
  times: ArrayLike<number>;
  epochMs: number;
  /** Writes rows as JSON objects separated by commas. */
  write(into: GrowingText, from: number, to: number): void;
}

/** Builds what opens days of a series: stored ones the quick way where all fields are wanted. `fields` as for `createRowWriter`. */
export function createDayOpener(collection: SeriesCollection, fields: ReadonlySet<string> | null): (day: SourceDay) => OpenDay {
  const print = fields === null ? chunkPrinterOf(collection) : () => null;
  const write = createRowWriter(collection, fields);
  return (source) => {
    const epochMs = source.day * DAY_MS;
    const printed = 'chunk' in source ? print(source.chunk, source.day) : null;
    if (printed !== null) return { epochMs, ...printed };
    const rows = 'chunk' in source ? decodeRows(collection, source.chunk, epochMs) : source.rows;
    return { epochMs: 0, times: rows.times, write: (into, from, to) => write(into, rows, from, to) };
  };
}

/** The first place with a time not before `ms`. */
export function placeOf({ times, epochMs }: OpenDay, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) + epochMs < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
