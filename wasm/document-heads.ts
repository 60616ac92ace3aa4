import { at, end, isRefused, refuse, signed, take, unsigned } from './varint';

// Heads of documents, as src/storage/document-chunk.ts writes them. Numbers are f64 where they are in JavaScript, and so come out alike.

/** More documents in one chunk are left to JavaScript. */
const MOST_DOCUMENTS = 4096;
const RECORD_BYTES: usize = 32;
const UUID_BYTES: u64 = 16;
const DAY_MS: f64 = 86_400_000;
/** Years 0000 to 9999. */
const FIRST_MS: f64 = -62_167_219_200_000;
const LAST_MS: f64 = 253_402_300_799_999;

/** Of each wanted document of a chunk, in order: number in the chunk, place and size of its id, version, text or time of `updated_at`. */
const RECORDS = memory.data(MOST_DOCUMENTS * 32, 16);

/** How many documents of a chunk are wanted. */
export let wantedCount: i32 = 0;
let firstMs: f64 = 0;
let lastMs: f64 = 0;
let firstDay: f64 = 0;
let lastDay: f64 = 0;
/** The only one that is wanted, whatever its instant and day; -1 where that is told by ranges. */
let only: i32 = -1;

/** Tells which documents are wanted, by inclusive ranges of instants and days. */
export function declareRange(fromMs: f64, toMs: f64, fromDay: f64, toDay: f64): void {
  firstMs = fromMs;
  lastMs = toMs;
  firstDay = fromDay;
  lastDay = toDay;
  only = -1;
}

/** Tells that one document is wanted, by its number in the chunk. */
export function declareOnly(n: i32): void {
  only = n;
}

/** Reads how many documents there are and their heads; of those that are wanted, at most `limit`, it makes records. */
export function readHeads(limit: i32): i32 {
  const count = unsigned();
  if (count === 0 || count > <u64>MOST_DOCUMENTS) refuse();
  wantedCount = 0;
  let record = RECORDS;
  let ms: f64 = 0;
  for (let n = 0; n < <i32>count && !isRefused; n++) {
    ms += <f64>signed();
    const day = floor(ms / DAY_MS) + <f64>signed();
    const version = unsigned();
    const isText = <bool>(version & 1);
    const size = isText ? unsigned() : 0;
    const text = take(size);
    const updatedMs = isText ? 0 : ms + <f64>signed();
    if (abs(ms) > <f64>F64.MAX_SAFE_INTEGER || updatedMs < FIRST_MS || updatedMs > LAST_MS || version >> 1 > <u64>i32.MAX_VALUE) refuse();
    const isWanted = only < 0 ? ms >= firstMs && ms <= lastMs && day >= firstDay && day <= lastDay : n === only;
    if (!isWanted || wantedCount === limit) continue;
    store<i32>(record, n);
    store<i32>(record, <i32>(version >> 1), 12);
    store<usize>(record, isText ? text : 0, 16);
    store<i32>(record, <i32>size, 20);
    store<f64>(record, updatedMs, 24);
    record += RECORD_BYTES;
    wantedCount++;
  }
  return <i32>count;
}

/** Reads the ids of so many documents. */
export function readIds(count: i32): void {
  let wanted = 0;
  for (let n = 0; n < count && !isRefused; n++) {
    const size = unsigned();
    const place = take(size === 0 ? UUID_BYTES : size - 1);
    if (wanted === wantedCount || numberOf(wanted) !== n) continue;
    store<usize>(recordOf(wanted), place, 4);
    store<i32>(recordOf(wanted), <i32>size, 8);
    wanted++;
  }
}

/** Which document of those that are read has an id, which lies somewhere as ids lie here; -1 where it is none of them. */
export function findId(wanted: usize, wantedLength: usize): i32 {
  for (let n = 0; at < end && !isRefused; n++) {
    const from = at;
    const size = unsigned();
    take(size === 0 ? UUID_BYTES : size - 1);
    if (at - from === wantedLength && memory.compare(from, wanted, wantedLength) === 0) return n;
  }
  return -1;
}

function recordOf(wanted: i32): usize {
  return RECORDS + <usize>wanted * RECORD_BYTES;
}

/** Which document of the chunk a wanted one is. */
export function numberOf(wanted: i32): i32 {
  return load<i32>(recordOf(wanted));
}

/** Where its id lies. */
export function idAt(wanted: i32): usize {
  return load<usize>(recordOf(wanted), 4);
}

/** 0 where its id is 16 bytes of a UUID, else one more than there are bytes of text. */
export function idSize(wanted: i32): i32 {
  return load<i32>(recordOf(wanted), 8);
}

export function versionOf(wanted: i32): i32 {
  return load<i32>(recordOf(wanted), 12);
}

/** Where the text of its `updated_at` lies; 0 where that is a time. */
export function updatedAt(wanted: i32): usize {
  return load<usize>(recordOf(wanted), 16);
}

export function updatedSize(wanted: i32): i32 {
  return load<i32>(recordOf(wanted), 20);
}

export function updatedMs(wanted: i32): f64 {
  return load<f64>(recordOf(wanted), 24);
}
