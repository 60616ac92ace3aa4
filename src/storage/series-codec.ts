import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';

// A chunk is raw deflate over: the number of rows, the time scale and how times are foretold, then one plane per column and that of times.
// Times and whole numbers are zigzag varint differences to what was to be expected; choices are runs of (place, length).
const DEFLATE_LEVEL = 6;

/** What is to be expected of a time: that of the row before, or an interval more, its own or that of the row before. */
const [REPEATED, AFTER_OWN_INTERVAL, AFTER_LAST_INTERVAL] = [0, 1, 2];

/** Packs rows, in whatever order they are, into a chunk. Times are ms since the Unix epoch; `epochMs` is where the chunk's day begins. */
export function encodeRows(collection: SeriesCollection, rows: SeriesRows, epochMs: number): Buffer {
  const { times, columns } = rows;
  const scale = times.every((time) => time % 1000 === 0) ? 1000 : 1;
  const intervals = intervalsOf(collection, columns);
  const foretold = scale === 1 && intervals ? foretellingOf(times, intervals) : REPEATED;
  const writer = new VarintWriter(times.length * (columns.length + 1) * 2 + 32);
  writer.unsigned(times.length);
  writer.unsigned(scale);
  writer.unsigned(foretold);
  collection.columns.forEach((column, c) => {
    const values = columns[c] as number[];
    if (column.type === 'integer') writeDifferences(writer, values);
    else writeRuns(writer, values);
  });
  let expected = epochMs / scale;
  for (let i = 0; i < times.length; i++) {
    const time = (times[i] as number) / scale;
    if (foretold === AFTER_OWN_INTERVAL) expected += (intervals as number[])[i] as number;
    writer.signed(difference(expected, time));
    expected = foretold === AFTER_LAST_INTERVAL ? time + ((intervals as number[])[i] as number) : time;
  }
  // What is left of beats once their times are foretold is noise, in which searching for repetitions takes time and finds nothing.
  const strategy = foretold === REPEATED ? constants.Z_DEFAULT_STRATEGY : constants.Z_RLE;
  return deflateRawSync(writer.bytes(), { level: DEFLATE_LEVEL, strategy });
}

/** Unpacks a chunk that `encodeRows` made with the same `epochMs`. Throws where it is damaged and that can be told. */
export function decodeRows(collection: SeriesCollection, chunk: Uint8Array, epochMs: number): SeriesRows {
  const reader = new VarintReader(inflateRawSync(chunk));
  const count = reader.count();
  const scale = reader.unsigned();
  const foretold = reader.unsigned();
  const columns = collection.columns.map((column) =>
    column.type === 'integer' ? readDifferences(reader, count) : readRuns(reader, count),
  );
  const intervals = foretold === REPEATED ? null : intervalsOf(collection, columns);
  const times: number[] = new Array(count);
  let time = epochMs / scale;
  for (let i = 0; i < count; i++) {
    if (intervals && foretold === AFTER_OWN_INTERVAL) time += intervals[i] as number;
    time = sum(time, reader.signed());
    times[i] = time * scale;
    if (intervals && foretold === AFTER_LAST_INTERVAL) time += intervals[i] as number;
  }
  reader.end();
  return { times, columns };
}

/** The column that may hold the milliseconds between rows: the first of whole numbers. */
function intervalsOf(collection: SeriesCollection, columns: number[][]): number[] | undefined {
  return columns[collection.columns.findIndex(({ type }) => type === 'integer')];
}

function foretellingOf(times: readonly number[], intervals: readonly number[]): number {
  let own = 0;
  let last = 0;
  let largest = 0;
  let lastInterval = 0;
  let lastTime = 0;
  for (let i = 0; i < times.length; i++) {
    const interval = intervals[i] as number;
    const step = (times[i] as number) - lastTime;
    if (step === interval) own++;
    if (step === lastInterval) last++;
    if (Math.abs(interval) > largest) largest = Math.abs(interval);
    lastTime = times[i] as number;
    lastInterval = interval;
  }
  // With larger intervals sums might not be exact.
  if (largest > DAY_MS || Math.max(own, last) * 2 < times.length) return REPEATED;
  return own >= last ? AFTER_OWN_INTERVAL : AFTER_LAST_INTERVAL;
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

const HALF_TURN = 2 ** 53;

/** `to - from`; where a number cannot hold that exactly, a turn of 2^54 nearer to zero, which `sum` takes back. */
function difference(from: number, to: number): number {
  const plain = to - from;
  if (Number.isSafeInteger(plain)) return plain;
  return from < 0 ? to - HALF_TURN - (from + HALF_TURN) : to + HALF_TURN - (from - HALF_TURN);
}

function sum(from: number, step: number): number {
  const plain = from + step;
  if (Number.isSafeInteger(plain)) return plain;
  return from < 0 ? from + HALF_TURN + (step + HALF_TURN) : from - HALF_TURN + (step - HALF_TURN);
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

const damage = () => new Error('the chunk is damaged');

/** LEB128; numbers up to 2^53 - 1. Signed ones are zigzag coded, which needs one bit more and is therefore done in two halves. */
class VarintWriter {
  #buffer: Buffer;
  #length = 0;

  constructor(sizeHint: number) {
    this.#buffer = Buffer.allocUnsafe(sizeHint);
  }

  signed(value: number): void {
    const size = Math.abs(value);
    const sign = value < 0 ? 1 : 0;
    if (size < 0x40) this.#byte((size << 1) | sign);
    else {
      this.#byte(0x80 | ((size % 0x40) << 1) | sign);
      this.unsigned(Math.floor(size / 0x40));
    }
  }

  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#byte(rest);
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #byte(byte: number): void {
    if (this.#length === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], this.#length * 2 + 64);
    this.#buffer[this.#length++] = byte;
  }
}

class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** A number of rows: each has at least one byte. */
  count(): number {
    const count = this.unsigned();
    if (!(count <= this.#bytes.length)) throw damage();
    return count;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw damage();
  }

  signed(): number {
    const byte = this.#bytes[this.#at++] as number;
    let size = (byte >> 1) & 0x3f;
    if (byte >= 0x80) size += this.unsigned() * 0x40;
    return byte & 1 ? -size : size;
  }

  unsigned(): number {
    let byte = this.#bytes[this.#at++] as number;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = this.#bytes[this.#at++] as number;
      value += (byte & 0x7f) * unit;
    }
    return value;
  }
}
