import { putText } from './ascii';
import { copy } from './digits';
import { writeBody } from './document-body';
import { declareOnly, declareRange, findId, numberOf, readHeads, readIds, wantedCount } from './document-heads';
import { MOST_HEAD_BYTES, writeHead } from './document-text';
import { growTo } from './pages';
import { at, byte, end, goOnReading, isRefused, refuse, startReading, take, unsigned } from './varint';

// Documents out of their chunks into JSON: the quick way of src/storage/document-chunk.ts, whose bodies lie as differences.
// src/storage/document-printer.ts is what calls it.

const DIFFERENCES: u64 = 1;
const REFUSED = -1;
/** Longer lists are left to JavaScript, so that one does not take memory for good. */
const MOST_OUTPUT_BYTES: u64 = 1 << 25;
/** Behind what is written: the end, and what is written too much. */
const SLACK = 64;
const START_LENGTH = 9;
const END_LENGTH = 20;

const START = memory.data(16, 16);
const END = memory.data(32, 16);
putText(START, '{"data":[');
putText(END, '],"next_token":null}');

/** Where chunks are put: of each its data, then its ids. */
export const INPUT: usize = (__heap_base + 15) & ~15;
let output: usize = 0;
let printed: i32 = 0;
let out: usize = 0;
/** Of the chunk that is read: where its data lie, its ids behind them, and its end. */
let data: usize = 0;
let ids: usize = 0;
let chunkEnd: usize = 0;

/** Makes room for so many bytes at INPUT. */
export function reserveInput(length: i32): void {
  output = (INPUT + length + 31) & ~15;
  growTo(output + SLACK);
}

/** Where a list lies. */
export function outputAt(): usize {
  return output;
}

/** Where one document lies, which has no comma before it. */
export function documentAt(): usize {
  return output + 1;
}

/** How many documents the list has. */
export function printedCount(): i32 {
  return printed;
}

/** Prints the list of at most `limit` documents in ranges of instants and days out of chunks of so many bytes; its length, or -1. */
export function print(length: i32, fromMs: f64, toMs: f64, fromDay: f64, toDay: f64, limit: i32, withMeta: bool): i32 {
  declareRange(fromMs, toMs, fromDay, toDay);
  startReading(INPUT, INPUT);
  printed = 0;
  // The first document's comma is where the bracket goes.
  out = output + START_LENGTH - 1;
  chunkEnd = INPUT;
  while (chunkEnd < INPUT + length && printed < limit && !isRefused) {
    openChunk(chunkEnd, INPUT + length);
    printChunk(limit - printed, withMeta);
  }
  if (isRefused) return REFUSED;
  if (printed === 0) out++;
  store<u64>(output, load<u64>(START));
  store<u8>(output + START_LENGTH - 1, load<u8>(START + START_LENGTH - 1));
  copy(out, END, END_LENGTH);
  return <i32>(out + END_LENGTH - output);
}

/** Prints one document out of a chunk of so many bytes, by its id, which lies behind it; its length, or -1. */
export function printOne(length: i32, idLength: i32, withMeta: bool): i32 {
  startReading(INPUT, INPUT);
  out = output;
  openChunk(INPUT, INPUT + length);
  goOnReading(ids, chunkEnd);
  const n = findId(INPUT + length, idLength);
  if (n < 0 || isRefused) return REFUSED;
  declareOnly(n);
  printChunk(1, withMeta);
  return isRefused ? REFUSED : <i32>(out - documentAt());
}

/** Finds the parts of the chunk that lies at a place. */
function openChunk(from: usize, inputEnd: usize): void {
  goOnReading(from, inputEnd);
  const idsLength = unsigned();
  const dataLength = unsigned();
  data = take(dataLength);
  ids = take(idsLength);
  chunkEnd = at;
}

/** Prints the wanted documents of a chunk, the heads first: others cost little more than their heads. */
function printChunk(limit: i32, withMeta: bool): void {
  goOnReading(data, ids);
  if (byte() !== DIFFERENCES) refuse();
  const count = readHeads(limit);
  const bodies = at;
  goOnReading(ids, chunkEnd);
  readIds(count);
  if (at !== end) refuse();
  goOnReading(bodies, ids);
  const baseLength = unsigned();
  const base = take(baseLength);
  const baseEnd = at;
  if (isRefused || !reserveOutput(<u64>wantedCount * (MOST_HEAD_BYTES + baseLength) + (chunkEnd - data) * 2)) {
    refuse();
    return;
  }
  let wanted = 0;
  for (let n = 0; n < count && !isRefused; n++) {
    const size = n === 0 ? 0 : unsigned();
    const operations = take(size);
    if (wanted === wantedCount || numberOf(wanted) !== n) continue;
    const next = at;
    out = writeBody(writeHead(out, wanted, withMeta), base, baseEnd, operations, next);
    goOnReading(next, ids);
    wanted++;
  }
  if (at !== ids) refuse();
  printed += wanted;
}

/** Makes room for so many bytes more, and the end. */
function reserveOutput(length: u64): bool {
  const most = <u64>(out - output) + length;
  return most <= MOST_OUTPUT_BYTES && growTo(<u64>output + most + SLACK);
}
