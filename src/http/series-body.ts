import { crc32 } from 'node:zlib';
import { type GrowingText, reserve } from '../collections/row-writer.js';
import type { DeflatedText } from '../storage/chunk-printer.js';
import type { OpenDay } from './open-day.js';

/** A list of rows under construction. */
export interface SeriesBody {
  add(day: OpenDay, from: number, to: number): void;
  /** Ends the list; nothing is added any more. */
  end(nextToken: string | null): FinishedBody;
}

/** What is sent, and whether it is gzip. */
export interface FinishedBody {
  bytes: Buffer;
  isGzip: boolean;
}

const OPENING = Buffer.from('{"data":[');
const ROW_BYTES = 110;
/** Magic number, deflate, no flags, no time, nothing of how, no system: RFC 1952 §2.3. */
const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const DEFLATED_ROW_BYTES = 10;
const FRAME_BYTES = 2048;
/** Rows that there is room for at first: a page may be allowed a million. */
const MOST_AT_FIRST = 10_000;

/** A list as text, with room for `rows` at first. */
export function createPlainBody(rows: number): SeriesBody {
  const text = opened(rows);
  return {
    add: (day, from, to) => day.write(text, from, to),
    end: (nextToken) => closed(text, nextToken),
  };
}

/** A list as gzip that is written as such; what has less than `least` bytes stays text. */
export function createGzipBody(rows: number, least: number): SeriesBody {
  const text = opened(0);
  const bytes: GrowingText = { bytes: Buffer.allocUnsafe(Math.min(rows, MOST_AT_FIRST) * DEFLATED_ROW_BYTES + FRAME_BYTES), length: 0 };
  const deflated: DeflatedText = { bytes, plainLength: 0, crc: 0, endsWithRow: false };
  return {
    add(day, from, to) {
      if (from === to) return;
      if (bytes.length === 0) {
        if (text.length + (to - from) * ROW_BYTES < least) return day.write(text, from, to);
        append(bytes, GZIP_HEAD);
        deflated.endsWithRow = text.length > OPENING.length;
        addStored(deflated, text.bytes.subarray(0, text.length), false);
      }
      day.deflate(deflated, from, to);
    },
    end(nextToken) {
      if (bytes.length === 0) return closed(text, nextToken);
      addStored(deflated, ending(nextToken), true);
      reserve(bytes, 8);
      bytes.length = bytes.bytes.writeUInt32LE(deflated.crc, bytes.length);
      bytes.length = bytes.bytes.writeUInt32LE(deflated.plainLength % 2 ** 32, bytes.length);
      return { bytes: bytes.bytes.subarray(0, bytes.length), isGzip: true };
    },
  };
}

/** Adds less than 64 KB of text as a block of its own that is not compressed: RFC 1951 §3.2.4. */
function addStored(into: DeflatedText, text: Buffer, isLast: boolean): void {
  append(into.bytes, Uint8Array.of(isLast ? 1 : 0, text.length & 0xff, text.length >> 8, ~text.length & 0xff, (~text.length >> 8) & 0xff));
  append(into.bytes, text);
  into.crc = crc32(text, into.crc);
  into.plainLength += text.length;
}

function opened(rows: number): GrowingText {
  const text = { bytes: Buffer.allocUnsafe(Math.min(rows, MOST_AT_FIRST) * ROW_BYTES + FRAME_BYTES), length: 0 };
  append(text, OPENING);
  return text;
}

function closed(text: GrowingText, nextToken: string | null): FinishedBody {
  append(text, ending(nextToken));
  return { bytes: text.bytes.subarray(0, text.length), isGzip: false };
}

const ending = (nextToken: string | null) => Buffer.from(`],"next_token":${JSON.stringify(nextToken)}}`);

function append(text: GrowingText, bytes: Uint8Array): void {
  reserve(text, bytes.length);
  text.bytes.set(bytes, text.length);
  text.length += bytes.length;
}
