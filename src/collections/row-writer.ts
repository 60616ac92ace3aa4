import { DAY_MS, utcDay } from '../lib/dates.js';
import type { SeriesCollection, SeriesColumn } from './define.js';
import type { SeriesRows } from './series-rows.js';

/** Two ASCII digits each, the tens in the lower byte. */
const PAIRS = Uint16Array.from({ length: 100 }, (_, n) => (48 + Math.floor(n / 10)) | ((48 + (n % 10)) << 8));
/** Bytes a number takes at most: a sign and 17 digits. */
const NUMBER_BYTES = 18;
/** Bytes of a row besides its other properties: timestamp with a year of seven places, braces, comma, and what `Words` overshoots. */
const FRAME_BYTES = 52;

/** ASCII text that is written four bytes at a time; up to three bytes behind it are lost. */
interface Words {
  words: Int32Array;
  length: number;
}

function wordsOf(text: string): Words {
  const bytes = Buffer.alloc(Math.ceil(text.length / 4) * 4);
  bytes.write(text, 'latin1');
  return { words: Int32Array.from({ length: bytes.length / 4 }, (_, word) => bytes.readInt32LE(word * 4)), length: text.length };
}

/** Text under construction; `bytes` is replaced by a larger one when it gets full. */
export interface GrowingText {
  bytes: Buffer;
  length: number;
}

/** Writes rows of a series as JSON objects separated by commas, straight from columns to bytes. */
export type RowWriter = (into: GrowingText, rows: SeriesRows, from: number, to: number) => void;

/** Writes a property of a row, which takes `most` bytes at most, and returns where it ends. */
interface Place {
  write(view: DataView, at: number, rows: SeriesRows, row: number): number;
  most: number;
}

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
  const most = places.reduce((sum, place) => sum + place.most, FRAME_BYTES);
  let day = Number.NaN;
  let opening = wordsOf('');

  return (into, rows, from, to) => {
    reserve(into, (to - from) * most);
    const { bytes } = into;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = into.length;
    for (let row = from; row < to; row++) {
      const time = rows.times[row] as number;
      if (utcDay(time) !== day) {
        day = utcDay(time);
        const text = new Date(day * DAY_MS).toISOString();
        opening = wordsOf(`{"timestamp":"${text.slice(0, text.indexOf('T') + 1)}`);
      }
      if (bytes[at - 1] === 125) bytes[at++] = 44;
      at = writeWords(view, at, opening);
      at = writeTimeOfDay(view, at, time - day * DAY_MS);
      for (let p = 0; p < places.length; p++) at = (places[p] as Place).write(view, at, rows, row);
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
  const key = wordsOf(',"timestamp_unix":');
  return {
    write: (view, at, rows, row) => writeInteger(view, writeWords(view, at, key), rows.times[row] as number),
    most: key.length + NUMBER_BYTES,
  };
}

function columnPlace(column: SeriesColumn, c: number): Place {
  const key = `,${JSON.stringify(column.name)}:`;
  if (column.type === 'integer') {
    const words = wordsOf(key);
    return {
      write: (view, at, rows, row) => writeInteger(view, writeWords(view, at, words), (rows.columns[c] as number[])[row] as number),
      most: words.length + NUMBER_BYTES,
    };
  }
  const choices = column.choices.map((choice) => wordsOf(key + JSON.stringify(choice)));
  return {
    write: (view, at, rows, row) => writeWords(view, at, choices[(rows.columns[c] as number[])[row] as number] as Words),
    most: Math.max(...choices.map(({ length }) => length)),
  };
}

function writeWords(view: DataView, start: number, { words, length }: Words): number {
  for (let word = 0; word < words.length; word++) view.setInt32(start + word * 4, words[word] as number, true);
  return start + length;
}

/** `03:04:05.678Z"` */
function writeTimeOfDay(view: DataView, at: number, ms: number): number {
  const seconds = (ms / 1000) | 0;
  const minutes = (seconds / 60) | 0;
  const fraction = ms % 1000;
  writePair(view, at, (minutes / 60) | 0);
  view.setUint8(at + 2, 58);
  writePair(view, at + 3, minutes % 60);
  view.setUint8(at + 5, 58);
  writePair(view, at + 6, seconds % 60);
  view.setUint8(at + 8, 46);
  view.setUint8(at + 9, 48 + ((fraction / 100) | 0));
  writePair(view, at + 10, fraction % 100);
  view.setUint8(at + 12, 90);
  view.setUint8(at + 13, 34);
  return at + 14;
}

function writePair(view: DataView, at: number, value: number): void {
  view.setUint16(at, PAIRS[value] as number, true);
}

function writeInteger(view: DataView, start: number, value: number): number {
  let at = start;
  let rest = value;
  if (rest < 0) {
    view.setUint8(at++, 45);
    rest = -rest;
  }
  if (rest < 10_000_000) return writeSmall(view, at, rest, 1);
  const high = Math.floor(rest / 10_000_000);
  at = high < 10_000_000 ? writeSmall(view, at, high, 1) : writeInteger(view, at, high);
  return writeSmall(view, at, rest - high * 10_000_000, 7);
}

/** A whole number below 10^7 with at least `width` digits. */
function writeSmall(view: DataView, start: number, value: number, width: number): number {
  let size = width;
  for (let bound = 10 ** width; value >= bound; bound *= 10) size++;
  let rest = value;
  let at = start + size;
  for (; at - start >= 2; at -= 2) {
    const next = (rest / 100) | 0;
    writePair(view, at - 2, rest - next * 100);
    rest = next;
  }
  if (at > start) view.setUint8(start, 48 + rest);
  return start + size;
}
