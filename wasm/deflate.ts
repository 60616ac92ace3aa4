import { addByte, addBytes, addHead, addText, startChecksum } from './checksum';
import {
  baseSeconds,
  CHOICES,
  columnAt,
  columnCount,
  DEFLATED,
  FIRST_TEXTS,
  headLength,
  isClosed,
  OUTPUT,
  TEXT_BYTES,
  TEXT_LENGTHS,
  TEXT_PLACES,
  times,
} from './memory';
import { HOURS_AT, triple, UNIX_AT, writeInteger, writePlain } from './plain';

// A row repeats what the row before has at the same places; only what differs is written as literals. The code is that of
// src/storage/row-code.ts. An entry of a table has its bits low and their number in the highest byte.

/** The block's head up to its first symbol, and how many bits that are. */
export const BLOCK_HEAD = memory.data(128, 16);
/** Per byte below 128. */
export const LITERALS = memory.data(128 * 4, 16);
/** `:00` to `:59` */
export const SIXTIETHS = memory.data(60 * 4, 16);
/** `00` to `23` */
export const HOURS = memory.data(24 * 4, 16);
/** `000` to `999` */
export const THOUSANDS = memory.data(1000 * 4, 16);
/** `0` to `999` */
export const NUMBERS = memory.data(1000 * 4, 16);
/** Per length of a repetition, 3 to 258. */
export const REPETITIONS = memory.data(259 * 4, 16);
/** Per distance, up to that of the longest row. */
export const DISTANCES = memory.data(257 * 4, 16);
const END_OF_BLOCK = 127;
const POINT = 0x2e;
const BRACE = 0x7d;
const MILLION = 1_000_000;

let headBits: i32 = 0;
let out: usize = 0;
let bits: u64 = 0;
let used: u64 = 0;
/** Bytes that are the same as those `distance` before, and not written yet. */
let pending: i32 = 0;
let distance: i32 = 0;
/** Bytes of the rows that were written, before they were deflated. */
export let plainLength: i32 = 0;

/** Tells how long the head of a block is, which is written to its place. */
export function declareCode(length: i32): void {
  headBits = length;
}

/**
 * Writes rows as a piece of raw deflate that ends at a byte, each row after a comma, the first one only if `afterRow`; tells how many bytes
 * lie at DEFLATED. `before` is the register of the checksum of all bytes before, and `register` then that with these.
 */
export function writeDeflated(from: i32, to: i32, afterRow: bool, before: u32): i32 {
  startChecksum(before);
  startBlock();
  const skipped = afterRow ? 0 : 1;
  let length = writeWhole(from, skipped);
  plainLength = length - skipped;
  // The first row has no comma that the second could repeat.
  if (!afterRow && to > from + 1) plainLength += length = writeWhole(from + 1, 0);
  for (let row = from + 2 - <i32>afterRow; row < to; row++) {
    length = isLate(row) === isLate(row - 1) ? writeChanges(row, length) : writeWhole(row, 0);
    plainLength += length;
  }
  repeatPending();
  put(load<u32>(LITERALS + END_OF_BLOCK * 4));
  return endBlock();
}

function startBlock(): void {
  const whole = headBits >> 3;
  memory.copy(DEFLATED, BLOCK_HEAD, whole);
  out = DEFLATED + whole;
  used = headBits & 7;
  bits = load<u8>(BLOCK_HEAD + whole);
  pending = 0;
}

/** Ends at a byte with an empty stored block. */
function endBlock(): i32 {
  used += 3;
  store<u64>(out, bits);
  out += <usize>((used + 7) >> 3);
  store<u32>(out, 0xffff0000);
  return <i32>(out + 4 - DEFLATED);
}

function isLate(row: i32): bool {
  return baseSeconds + load<u32>(times + row * 4) / 1000 >= MILLION;
}

/** Writes a row without looking at others, but for its first bytes, and tells how many it has without them. */
function writeWhole(row: i32, skipped: i32): i32 {
  repeatPending();
  const length = writePlain(row, row + 1);
  for (let at = skipped; at < length; at++) put(load<u32>(LITERALS + load<u8>(OUTPUT + at) * 4));
  addBytes(OUTPUT + skipped, length - skipped);
  return length;
}

/** Writes what differs from the row before, which has `before` bytes, and tells how many this one has. */
function writeChanges(row: i32, before: i32): i32 {
  inline.always(writeHead(load<u32>(times + row * 4), load<u32>(times + (row - 1) * 4), before));
  let length = before;
  for (let c = 0; c < columnCount; c++) {
    const value = load<i32>(columnAt(c) + row * 4);
    const last = load<i32>(columnAt(c) + (row - 1) * 4);
    const first = load<i32>(FIRST_TEXTS + c * 4);
    const choices = load<i32>(CHOICES + c * 4);
    if (choices > 0) length += inline.always(writeChoice(first + value, first + last, length));
    else {
      const size = load<i32>(TEXT_LENGTHS + first * 4);
      if (size > 0) {
        inline.always(repeat(size, length));
        addText(first);
      }
      length += inline.always(writeNumber(value, last, length));
    }
  }
  if (!isClosed) {
    inline.always(repeat(1, length));
    addByte(BRACE);
  }
  return length;
}

function writeHead(ms: u32, lastMs: u32, before: i32): void {
  const seconds = ms / 1000;
  const fraction = ms - seconds * 1000;
  const minutes = seconds / 60;
  const hours = minutes / 60;
  const minute = minutes - hours * 60;
  const second = seconds - minutes * 60;
  const isLater = baseSeconds + seconds >= MILLION;
  const low = baseSeconds + seconds - (isLater ? MILLION : 0);
  const thousands = low / 1000;
  const ones = low - thousands * 1000;
  addHead(isLater, hours, minute, second, fraction, thousands, ones);

  const lastSeconds = lastMs / 1000;
  const lastFraction = lastMs - lastSeconds * 1000;
  const lastMinutes = lastSeconds / 60;
  const lastHours = lastMinutes / 60;
  const lastLow = baseSeconds + lastSeconds - (isLater ? MILLION : 0);
  const lastThousands = lastLow / 1000;

  inline.always(repeat(HOURS_AT, before));
  let same = pending;
  if (hours === lastHours) same += 2;
  else same = change(same, HOURS, hours);
  if (minute === lastMinutes - lastHours * 60) same += 3;
  else same = change(same, SIXTIETHS, minute);
  if (second === lastSeconds - lastMinutes * 60) same += 3;
  else same = change(same, SIXTIETHS, second);
  if (fraction === lastFraction) same += 4;
  else {
    same = change(same, LITERALS, POINT);
    same = change(same, THOUSANDS, fraction);
  }
  same += UNIX_AT - HOURS_AT - 12;
  if (thousands === lastThousands) same += 3;
  else same = change(same, THOUSANDS, thousands);
  if (ones === lastLow - lastThousands * 1000) same += 3;
  else same = change(same, THOUSANDS, ones);
  if (fraction === lastFraction) same += 3;
  else same = change(same, THOUSANDS, fraction);
  pending = same + headLength - UNIX_AT - 9;
}

/** Writes one of a column's texts, and tells how much longer than the last it is. */
function writeChoice(text: i32, last: i32, back: i32): i32 {
  const length = load<i32>(TEXT_LENGTHS + text * 4);
  addText(text);
  if (text === last) {
    inline.always(repeat(length, back));
    return 0;
  }
  const start = TEXT_PLACES + <usize>text * TEXT_BYTES;
  for (let at = 0; at < length; at++) pending = change(pending, LITERALS, load<u8>(start + at));
  return length - load<i32>(TEXT_LENGTHS + last * 4);
}

/** Writes a number, and tells how much longer than the last it is. */
function writeNumber(value: i32, last: i32, back: i32): i32 {
  if (<u32>value >= 1000) return writeLongNumber(value, last, back);
  const size = 1 + <i32>(value >= 10) + <i32>(value >= 100);
  for (let digits = triple(value) >> ((3 - size) << 3); digits > 0; digits >>= 8) addByte(digits);
  if (value === last) {
    inline.always(repeat(size, back));
    return 0;
  }
  pending = change(pending, NUMBERS, value);
  if (<u32>last >= 1000) return size - sizeOf(last);
  return size - 1 - <i32>(last >= 10) - <i32>(last >= 100);
}

function writeLongNumber(value: i32, last: i32, back: i32): i32 {
  const size = sizeOf(value);
  addBytes(OUTPUT, size);
  if (value === last) {
    repeat(size, back);
    return 0;
  }
  for (let at = 0; at < size; at++) pending = change(pending, LITERALS, load<u8>(OUTPUT + at));
  return size - sizeOf(last);
}

/** Leaves a number's digits at OUTPUT, and tells how many bytes they are. */
function sizeOf(value: i32): i32 {
  return <i32>(writeInteger(OUTPUT, value) - OUTPUT);
}

/** `length` bytes are those that lie `back` before. */
function repeat(length: i32, back: i32): void {
  if (back !== distance) {
    repeatPending();
    distance = back;
  }
  pending += length;
}

/** Writes what a table has in a place, after `same` bytes that are to be repeated; tells how many then are: none. */
function change(same: i32, table: usize, place: u32): i32 {
  const entry = load<u32>(table + place * 4);
  let value = <u64>(entry & 0xffffff);
  let length = entry >> 24;
  if (same > 0) {
    const repetition = load<u32>(REPETITIONS + same * 4);
    const back = load<u32>(DISTANCES + distance * 4);
    value = <u64>(repetition & 0xffffff) | ((<u64>(back & 0xffffff) | (value << (back >> 24))) << (repetition >> 24));
    length += (back >> 24) + (repetition >> 24);
  }
  putBits(value, length);
  return 0;
}

function repeatPending(): void {
  // Less than three is the brace at the end of the last row: whatever else is repeated comes with something longer.
  if (pending >= 3) {
    put(load<u32>(REPETITIONS + pending * 4));
    put(load<u32>(DISTANCES + distance * 4));
  } else if (pending > 0) put(load<u32>(LITERALS + BRACE * 4));
  pending = 0;
}

function put(entry: u32): void {
  putBits(entry & 0xffffff, entry >> 24);
}

/** At most 56 bits. */
function putBits(value: u64, length: u64): void {
  const all = bits | (value << used);
  const total = used + length;
  store<u64>(out, all);
  out += <usize>(total >> 3);
  bits = all >> (total & ~7);
  used = total & 7;
}
