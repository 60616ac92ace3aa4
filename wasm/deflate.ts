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
import { HOURS_AT, UNIX_AT, writeInteger, writePlain } from './plain';

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
/** Per length of a repetition, 3 to 258. */
export const REPETITIONS = memory.data(259 * 4, 16);
/** Per distance, up to that of the longest row. */
export const DISTANCES = memory.data(257 * 4, 16);
const END_OF_BLOCK = 127;
const COMMA = 0x2c;
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
let repeatsComma: bool = true;
/** Bytes of the rows that were written, before they were deflated. */
export let plainLength: i32 = 0;

/** Tells how long the head of a block is, which is written to its place. */
export function declareCode(length: i32): void {
  headBits = length;
}

/**
 * Writes rows as a piece of raw deflate that ends at a byte, each row after a comma, the first one only if `afterRow`; tells how many bytes
 * lie at DEFLATED. `before` is the checksum of all bytes before, and `checksum` then that with these.
 */
export function writeDeflated(from: i32, to: i32, afterRow: bool, before: u32): i32 {
  startChecksum(before);
  startBlock();
  let length = writeWhole(from, afterRow ? 0 : 1);
  plainLength = length - (afterRow ? 0 : 1);
  // The first row has no comma that the second could repeat.
  repeatsComma = afterRow;
  for (let row = from + 1; row < to; row++) {
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

function writeWhole(row: i32, skipped: i32): i32 {
  repeatPending();
  repeatsComma = true;
  const length = writePlain(row, row + 1);
  for (let at = skipped; at < length; at++) put(load<u32>(LITERALS + load<u8>(OUTPUT + at) * 4));
  addBytes(OUTPUT + skipped, length - skipped);
  return length;
}

/** Writes what differs from the row before, which has `before` bytes, and tells how many this one has. */
function writeChanges(row: i32, before: i32): i32 {
  writeHead(load<u32>(times + row * 4), load<u32>(times + (row - 1) * 4), before);
  let length = before;
  for (let c = 0; c < columnCount; c++) {
    const value = load<i32>(columnAt(c) + row * 4);
    const last = load<i32>(columnAt(c) + (row - 1) * 4);
    const first = load<i32>(FIRST_TEXTS + c * 4);
    const choices = load<i32>(CHOICES + c * 4);
    if (choices > 0) length += writeChoice(first + value, first + last, length);
    else {
      const size = load<i32>(TEXT_LENGTHS + first * 4);
      if (size > 0) {
        repeat(size, length);
        addText(first);
      }
      length += writeNumber(value, last, length);
    }
  }
  if (!isClosed) {
    repeat(1, length);
    addByte(0x7d);
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

  if (!repeatsComma) change(LITERALS, COMMA);
  repeat(HOURS_AT - (repeatsComma ? 0 : 1), before);
  repeatsComma = true;
  if (hours === lastHours) pending += 2;
  else change(HOURS, hours);
  if (minute === lastMinutes - lastHours * 60) repeat(3, before);
  else change(SIXTIETHS, minute);
  if (second === lastSeconds - lastMinutes * 60) repeat(3, before);
  else change(SIXTIETHS, second);
  if (fraction === lastFraction) repeat(4, before);
  else {
    change(LITERALS, POINT);
    change(THOUSANDS, fraction);
  }
  repeat(UNIX_AT - HOURS_AT - 12, before);
  if (thousands === lastThousands) pending += 3;
  else change(THOUSANDS, thousands);
  if (ones === lastLow - lastThousands * 1000) repeat(3, before);
  else change(THOUSANDS, ones);
  if (fraction === lastFraction) repeat(3, before);
  else change(THOUSANDS, fraction);
  if (headLength > UNIX_AT + 9) repeat(headLength - UNIX_AT - 9, before);
}

/** Writes one of a column's texts, and tells how much longer than the last it is. */
function writeChoice(text: i32, last: i32, back: i32): i32 {
  const length = load<i32>(TEXT_LENGTHS + text * 4);
  addText(text);
  if (text === last) {
    repeat(length, back);
    return 0;
  }
  const start = TEXT_PLACES + <usize>text * TEXT_BYTES;
  for (let at = 0; at < length; at++) change(LITERALS, load<u8>(start + at));
  return length - load<i32>(TEXT_LENGTHS + last * 4);
}

/** Writes a number, and tells how much longer than the last it is. */
function writeNumber(value: i32, last: i32, back: i32): i32 {
  const length = <i32>(writeInteger(OUTPUT, value) - OUTPUT);
  addBytes(OUTPUT, length);
  if (value === last) {
    repeat(length, back);
    return 0;
  }
  for (let at = 0; at < length; at++) change(LITERALS, load<u8>(OUTPUT + at));
  return length - <i32>(writeInteger(OUTPUT, last) - OUTPUT);
}

/** `length` bytes are those that lie `back` before. */
function repeat(length: i32, back: i32): void {
  if (back !== distance) {
    repeatPending();
    distance = back;
  }
  pending += length;
}

/** Writes what a table has in a place, and before it what was to be repeated. */
function change(table: usize, place: u32): void {
  repeatPending();
  put(load<u32>(table + place * 4));
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
  bits |= (<u64>(entry & 0xffffff)) << used;
  used += entry >> 24;
  if (used >= 32) {
    store<u32>(out, <u32>bits);
    out += 4;
    bits >>= 32;
    used -= 32;
  }
}
