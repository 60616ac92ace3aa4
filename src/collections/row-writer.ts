import { DAY_MS, utcDay } from '../lib/dates.js';
import type { SeriesCollection, SeriesColumn } from './define.js';
import type { SeriesRows } from './series-rows.js';

const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const TENS = Uint8Array.from({ length: 100 }, (_, n) => 48 + Math.floor(n / 10));
const ONES = Uint8Array.from({ length: 100 }, (_, n) => 48 + (n % 10));
/** Bytes a number takes at most, and one for safety. */
const NUMBER_BYTES = 18;

/** Text under construction; `bytes` is replaced by a larger one when it gets full. */
export interface GrowingText {
  bytes: Buffer;
  length: number;
}

/** Writes rows of a series as JSON objects separated by commas, straight from columns to bytes. */
export type RowWriter = (into: GrowingText, rows: SeriesRows, from: number, to: number) => void;

type Place = (bytes: Buffer, at: number, rows: SeriesRows, row: number) => number;

/**
 * Builds the writer of a series. `fields` limits the properties to these, besides `timestamp`. Rows must ascend in time; each object has
 * the wire's order: timestamp, timestamp_unix, then the columns.
 */
export function createRowWriter(collection: SeriesCollection, fields: ReadonlySet<string> | null): RowWriter {
  const isWanted = (name: string) => fields === null || fields.has(name);
  const places: Place[] = isWanted('timestamp_unix') ? [unixPlace()] : [];
  collection.columns.forEach((column, c) => {
    if (isWanted(column.name)) places.push(columnPlace(column, c));
  });
  const opening = latin('{"timestamp":"');
  const maximum = 64 + places.length * (NUMBER_BYTES + 64);
  let day = Number.NaN;
  let dayText: Uint8Array = opening;

  return (into, rows, from, to) => {
    reserve(into, (to - from) * maximum);
    const { bytes } = into;
    let at = into.length;
    for (let row = from; row < to; row++) {
      const time = rows.times[row] as number;
      if (utcDay(time) !== day) {
        day = utcDay(time);
        const text = new Date(day * DAY_MS).toISOString();
        dayText = latin(`{"timestamp":"${text.slice(0, text.indexOf('T') + 1)}`);
      }
      if (bytes[at - 1] === 125) bytes[at++] = 44;
      at = writeText(bytes, at, dayText);
      at = writeTimeOfDay(bytes, at, time - day * DAY_MS);
      for (let p = 0; p < places.length; p++) at = (places[p] as Place)(bytes, at, rows, row);
      bytes[at++] = 125;
    }
    into.length = at;
  };
}

/** Makes room for `more` bytes. */
export function reserve(into: GrowingText, more: number): void {
  if (into.length + more <= into.bytes.length) return;
  const larger = Buffer.allocUnsafe(Math.max(into.length + more, into.bytes.length * 2));
  into.bytes.copy(larger, 0, 0, into.length);
  into.bytes = larger;
}

function unixPlace(): Place {
  const key = latin(',"timestamp_unix":');
  return (bytes, at, rows, row) => writeInteger(bytes, writeText(bytes, at, key), rows.times[row] as number);
}

function columnPlace(column: SeriesColumn, c: number): Place {
  const key = `,${JSON.stringify(column.name)}:`;
  if (column.type === 'integer') {
    const keyBytes = latin(key);
    return (bytes, at, rows, row) => writeInteger(bytes, writeText(bytes, at, keyBytes), (rows.columns[c] as number[])[row] as number);
  }
  const choices = column.choices.map((choice) => latin(key + JSON.stringify(choice)));
  return (bytes, at, rows, row) => writeText(bytes, at, choices[(rows.columns[c] as number[])[row] as number] as Uint8Array);
}

function writeText(bytes: Buffer, start: number, text: Uint8Array): number {
  let at = start;
  for (let i = 0; i < text.length; i++) bytes[at++] = text[i] as number;
  return at;
}

/** `03:04:05.678Z"` */
function writeTimeOfDay(bytes: Buffer, start: number, ms: number): number {
  let at = start;
  const seconds = (ms / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  at = writePair(bytes, at, (minutes / 60) | 0);
  bytes[at++] = 58;
  at = writePair(bytes, at, minutes % 60);
  bytes[at++] = 58;
  at = writePair(bytes, at, seconds % 60);
  bytes[at++] = 46;
  const fraction = ms % 1000;
  bytes[at++] = 48 + ((fraction / 100) | 0);
  at = writePair(bytes, at, fraction % 100);
  bytes[at++] = 90;
  bytes[at++] = 34;
  return at;
}

function writePair(bytes: Buffer, at: number, value: number): number {
  bytes[at] = TENS[value] as number;
  bytes[at + 1] = ONES[value] as number;
  return at + 2;
}

function writeInteger(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  if (rest < 0) {
    bytes[at++] = 45;
    rest = -rest;
  }
  if (rest < 10_000_000) return writeSmall(bytes, at, rest, 1);
  const high = Math.floor(rest / 10_000_000);
  at = high < 10_000_000 ? writeSmall(bytes, at, high, 1) : writeInteger(bytes, at, high);
  return writeSmall(bytes, at, rest - high * 10_000_000, 7);
}

/** A whole number below 10^7 with at least `width` digits. */
function writeSmall(bytes: Buffer, start: number, value: number, width: number): number {
  let size = width;
  for (let bound = 10 ** width; value >= bound; bound *= 10) size++;
  let rest = value;
  for (let at = start + size - 1; at >= start; at--) {
    const next = (rest / 10) | 0;
    bytes[at] = 48 + (rest - next * 10);
    rest = next;
  }
  return start + size;
}
