import { putText } from './ascii';
import { copy } from './digits';
import { writeBody } from './document-body';
import { declareRange, numberOf, readHeads, readIds, wantedCount } from './document-heads';
import { MOST_HEAD_BYTES, writeHead } from './document-text';
import { growTo } from './pages';
import { at, byte, end, goOnReading, isRefused, refuse, startReading, take, unsigned } from './varint';

// Lists of documents out of their chunks into JSON: the quick way of src/storage/document-chunk.ts, whose bodies lie as differences.
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

/** Where chunks are put: of each the lengths of its ids and its data in four bytes each, then of each its ids and its data. */
export const INPUT: usize = (__heap_base + 15) & ~15;
let output: usize = 0;
let printed: i32 = 0;
let out: usize = 0;

/** Makes room for so many bytes at INPUT. */
export function reserveInput(length: i32): void {
  output = (INPUT + length + 31) & ~15;
  growTo(output + SLACK);
}

/** Where the list lies. */
export function outputAt(): usize {
  return output;
}

/** How many documents it has. */
export function printedCount(): i32 {
  return printed;
}

/** Prints the list of at most `limit` documents in ranges of instants and days out of chunks; its length, or -1. */
export function print(chunks: i32, fromMs: f64, toMs: f64, fromDay: f64, toDay: f64, limit: i32, withMeta: bool): i32 {
  declareRange(fromMs, toMs, fromDay, toDay);
  startReading(INPUT, INPUT);
  printed = 0;
  // The first document's comma is where the bracket goes.
  out = output + START_LENGTH - 1;
  let ids = INPUT + chunks * 8;
  for (let c = 0; c < chunks && printed < limit && !isRefused; c++) {
    const data = ids + load<u32>(INPUT + c * 8);
    const dataEnd = data + load<u32>(INPUT + c * 8 + 4);
    printChunk(ids, data, dataEnd, limit - printed, withMeta);
    ids = dataEnd;
  }
  if (isRefused) return REFUSED;
  if (printed === 0) out++;
  store<u64>(output, load<u64>(START));
  store<u8>(output + START_LENGTH - 1, load<u8>(START + START_LENGTH - 1));
  copy(out, END, END_LENGTH);
  return <i32>(out + END_LENGTH - output);
}

/** Prints the wanted documents of a chunk, the heads first: others cost little more than their heads. */
function printChunk(ids: usize, data: usize, dataEnd: usize, limit: i32, withMeta: bool): void {
  goOnReading(data, dataEnd);
  if (byte() !== DIFFERENCES) refuse();
  const count = readHeads(limit);
  const bodies = at;
  goOnReading(ids, data);
  readIds(count);
  if (at !== end) refuse();
  goOnReading(bodies, dataEnd);
  const baseLength = unsigned();
  const base = take(baseLength);
  const baseEnd = at;
  if (isRefused || !reserveOutput(<u64>wantedCount * (MOST_HEAD_BYTES + baseLength) + (dataEnd - ids) * 2)) {
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
    goOnReading(next, dataEnd);
    wanted++;
  }
  if (at !== dataEnd) refuse();
  printed += wanted;
}

/** Makes room for so many bytes more, and the end. */
function reserveOutput(length: u64): bool {
  const most = <u64>(out - output) + length;
  return most <= MOST_OUTPUT_BYTES && growTo(<u64>output + most + SLACK);
}
