import { CHOICES, columnAt, columnCount, INPUT, intervalColumn, reserveRows, times } from './memory';
import { at, byte, end, isRefused, refuse, signed, startReading, take, unsigned } from './varint';

// Reads what src/storage/series-codec.ts writes. What does not fit 32 bits, lies outside of its day or is damaged is left to it.
const BLOCK = 32;
const STEPS = 0x40;
const MOST_BITS = 32;
const AFTER_OWN_INTERVAL = 1;
const AFTER_LAST_INTERVAL = 2;
const DAY_MS = 86_400_000;
const REFUSED = -1;

/** Reads the chunk of `length` bytes at INPUT into times and columns; the number of rows, or -1. */
export function decode(length: i32): i32 {
  startReading(INPUT, INPUT + length);
  const count = <i64>unsigned();
  const scale = <i64>unsigned();
  const foretelling = <i64>unsigned();
  if (isRefused || (scale !== 1 && scale !== 1000) || foretelling > AFTER_LAST_INTERVAL) return REFUSED;
  if (!reserveRows(length, count)) return REFUSED;
  const rows = <i32>count;
  for (let c = 0; c < columnCount && !isRefused; c++) {
    const choices = load<i32>(CHOICES + c * 4);
    if (choices === 0) readNumbers(columnAt(c), rows);
    else readRuns(columnAt(c), rows, choices);
  }
  if (!isRefused) readNumbers(times, rows);
  if (isRefused || at !== end || (foretelling > 0 && intervalColumn < 0)) return REFUSED;
  addUpTimes(rows, scale, <i32>foretelling);
  return isRefused ? REFUSED : rows;
}

function addUpTimes(rows: i32, scale: i64, foretelling: i32): void {
  const intervals = columnAt(intervalColumn);
  let time: i64 = 0;
  let last: i64 = -1;
  for (let i = 0; i < rows; i++) {
    if (foretelling === AFTER_OWN_INTERVAL) time += load<i32>(intervals + i * 4);
    time += load<i32>(times + i * 4);
    const ms = time * scale;
    if (ms <= last || ms >= DAY_MS) refuse();
    last = ms;
    store<i32>(times + i * 4, <i32>ms);
    if (foretelling === AFTER_LAST_INTERVAL) time += load<i32>(intervals + i * 4);
  }
}

function readNumbers(into: usize, rows: i32): void {
  let before: i64 = 0;
  for (let from = 0; from < rows; from += BLOCK) {
    const size = min(BLOCK, rows - from);
    const head = <i32>byte();
    const width = head & (STEPS - 1);
    const least = signed();
    const bytes = (size * width + 7) >> 3;
    if (isRefused || width > MOST_BITS || head >= 2 * STEPS || at + bytes > end) {
      refuse();
      return;
    }
    const target = into + from * 4;
    if (head >= STEPS) before = readSteps(target, size, width, least, before);
    else before = readValues(target, size, width, least);
    take(bytes);
  }
}

function readValues(into: usize, size: i32, width: i32, least: i64): i64 {
  const mask = ((<u64>1) << width) - 1;
  let value: i64 = 0;
  let extremes: i64 = 0;
  for (let i = 0, bit = 0; i < size; i++, bit += width) {
    value = least + <i64>((load<u64>(at + (bit >> 3)) >> (bit & 7)) & mask);
    extremes |= value ^ (value >> 63);
    store<i32>(into + i * 4, <i32>value);
  }
  if (extremes > i32.MAX_VALUE) refuse();
  return value;
}

function readSteps(into: usize, size: i32, width: i32, least: i64, before: i64): i64 {
  const mask = ((<u64>1) << width) - 1;
  let value = before;
  let extremes: i64 = 0;
  for (let i = 0, bit = 0; i < size; i++, bit += width) {
    value += least + <i64>((load<u64>(at + (bit >> 3)) >> (bit & 7)) & mask);
    extremes |= value ^ (value >> 63);
    store<i32>(into + i * 4, <i32>value);
  }
  if (extremes > i32.MAX_VALUE) refuse();
  return value;
}

function readRuns(into: usize, rows: i32, choices: i32): void {
  for (let i = 0; i < rows; ) {
    const value = unsigned();
    const length = unsigned();
    if (isRefused || value >= <u64>choices || length === 0 || length > <u64>(rows - i)) {
      refuse();
      return;
    }
    const stop = i + <i32>length;
    while (i < stop) store<i32>(into + i++ * 4, <i32>value);
  }
}
