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
/** Numbers that are read four at a time: of so many bits at most, and so small that their sums in a block cannot overflow. */
const QUICK_BITS = 8;
const QUICK_LEAST: i64 = 1 << 24;
const QUICK_BEFORE: i64 = 1 << 30;

/** Reads the chunk between two places of what lies at INPUT into times and columns; the number of rows, or -1. */
export function decode(from: i32, to: i32): i32 {
  startReading(INPUT + from, INPUT + to);
  const count = <i64>unsigned();
  const scale = <i64>unsigned();
  const foretelling = <i64>unsigned();
  if (isRefused || (scale !== 1 && scale !== 1000) || foretelling > AFTER_LAST_INTERVAL) return REFUSED;
  if (!reserveRows(count)) return REFUSED;
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
  let i = foretelling === 0 ? addUpQuickly(rows & ~3, <i32>scale) : 0;
  let last: i64 = i > 0 ? <i64>load<i32>(times + i * 4 - 4) : -1;
  let time = i > 0 ? last / scale : 0;
  for (; i < rows; i++) {
    if (foretelling === AFTER_OWN_INTERVAL) time += load<i32>(intervals + i * 4);
    time += load<i32>(times + i * 4);
    const ms = time * scale;
    if (ms <= last || ms >= DAY_MS) refuse();
    last = ms;
    store<i32>(times + i * 4, <i32>ms);
    if (foretelling === AFTER_LAST_INTERVAL) time += load<i32>(intervals + i * 4);
  }
}

/** Adds up steps, four at a time, as many as there are; how many. A sum that is too large is seen before it could overflow. */
function addUpQuickly(rows: i32, scale: i32): i32 {
  if (rows === 0) return 0;
  const least = i32x4.splat(1);
  const limit = i32x4.splat(DAY_MS / scale);
  const scale4 = i32x4.splat(scale);
  let isWrong = i32x4.splat(0);
  // The first time may be zero, others are after the one before.
  store<i32>(times, load<i32>(times) + 1);
  let before = i32x4.splat(-1);
  for (let i = 0; i < rows; i += 4) {
    const place = times + i * 4;
    const steps = v128.load(place);
    const sums = addedUp(steps, before);
    isWrong = v128.or(isWrong, v128.or(i32x4.lt_s(steps, least), v128.or(i32x4.ge_u(steps, limit), i32x4.ge_u(sums, limit))));
    before = lastOf(sums);
    v128.store(place, i32x4.mul(sums, scale4));
  }
  if (v128.any_true(isWrong)) refuse();
  return rows;
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
    const isQuick = width <= QUICK_BITS && inRange(least, QUICK_LEAST) && inRange(before, QUICK_BEFORE);
    if (isQuick) before = readQuickly(target, size, width, <i32>least, head >= STEPS, <i32>before);
    else if (head >= STEPS) before = readSteps(target, size, width, least, before);
    else before = readValues(target, size, width, least);
    take(bytes);
  }
}

function inRange(value: i64, bound: i64): bool {
  return value > -bound && value < bound;
}

/** Reads a block of few bits per number, four at a time, up to three beyond its end. */
function readQuickly(into: usize, size: i32, width: i32, least: i32, areSteps: bool, before: i32): i64 {
  const mask = i32x4.splat((1 << width) - 1);
  const least4 = i32x4.splat(least);
  // Each lane is shifted left by so much that its bits stand where those of the last one do.
  const one = 1 << width;
  let aligned = i32x4.splat(1);
  aligned = i32x4.replace_lane(aligned, 2, one);
  aligned = i32x4.replace_lane(aligned, 1, one * one);
  aligned = i32x4.replace_lane(aligned, 0, one * one * one);
  let last = i32x4.splat(before);
  for (let i = 0, bit = 0; i < size; i += 4, bit += 4 * width) {
    const raw = i32x4.splat(<i32>(load<u64>(at + (bit >> 3)) >> (bit & 7)));
    let numbers = i32x4.add(v128.and(i32x4.shr_u(i32x4.mul(raw, aligned), 3 * width), mask), least4);
    if (areSteps) {
      numbers = addedUp(numbers, last);
      last = lastOf(numbers);
    }
    v128.store(into + i * 4, numbers);
  }
  return load<i32>(into + size * 4 - 4);
}

/** Each number with those before it and `before`. */
function addedUp(numbers: v128, before: v128): v128 {
  const none = i32x4.splat(0);
  const pairs = i32x4.add(numbers, v128.shuffle<i32>(none, numbers, 3, 4, 5, 6));
  return i32x4.add(before, i32x4.add(pairs, v128.shuffle<i32>(none, pairs, 2, 3, 4, 5)));
}

/** Four times the last of four. */
function lastOf(numbers: v128): v128 {
  return v128.shuffle<i32>(numbers, numbers, 3, 3, 3, 3);
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
    // Up to three beyond the run, which what comes next is written over.
    const value4 = i32x4.splat(<i32>value);
    for (; i < stop; i += 4) v128.store(into + i * 4, value4);
    i = stop;
  }
}
