import { alikeRegister, isAlike, writeAlike } from './alike-rows';
import { endBlock, putQueue, QUEUE, QUEUE_FULL, startBlock } from './bits';
import { addByte, addBytes, addDigits, addHead, addText } from './checksum';
import { DISTANCES, LITERALS, NUMBERS, PAIRS, REPETITIONS, SIXTIETHS, THOUSANDS } from './code';
import { triple, writeInteger } from './digits';
import {
  baseSeconds,
  CHOICES,
  columnAt,
  columnCount,
  FIRST_TEXTS,
  headLength,
  isClosed,
  OUTPUT,
  TEXT_BYTES,
  TEXT_LENGTHS,
  TEXT_PLACES,
  times,
} from './memory';
import { HOURS_AT, UNIX_AT, writePlain } from './plain';

// A row repeats what the row before has at the same places; only what differs is written as literals. The code is that of
// src/storage/row-code.ts. An entry of a table has its bits low and their number in the highest byte.

const END_OF_BLOCK = 127;
const POINT = 0x2e;
const BRACE = 0x7d;
const MILLION = 1_000_000;

let plainBytes: i32 = 0;
let lastRegister: u32 = 0;

/** Bytes of the rows that were written, before they were deflated. Functions, because globals take JavaScript several times as long. */
export function plainLength(): i32 {
  return plainBytes;
}

/** The register of their checksum, and of all before. */
export function register(): u32 {
  return lastRegister;
}

/**
 * Writes rows as a piece of raw deflate that ends at a byte, each row after a comma, the first one only if `afterRow`; tells how many bytes
 * lie at DEFLATED. `before` is the register of the checksum of all bytes before. One long function, so that what goes on from row to row
 * stays in registers.
 */
export function writeDeflated(from: i32, to: i32, afterRow: bool, before: u32): i32 {
  startBlock();
  let queue = QUEUE;
  let sum = before;
  let total = 0;
  let length = 0;
  // Bytes that are the same as those `distance` before, and not queued yet.
  let same = 0;
  let distance = 0;
  let lastHours: u32 = 0;
  let lastMinute: u32 = 0;
  let lastSecond: u32 = 0;
  let lastFraction: u32 = 0;
  let lastThousands: u32 = 0;
  let lastOnes: u32 = 0;
  let wasLater = false;
  // Without its comma the first row has nothing that the comma of the second could repeat.
  const whole = from + (afterRow ? 1 : 2);
  for (let row = from; row < to; row++) {
    if (row >= whole && isAlike(row, length)) {
      queue = putQueue(queueRepetition(queue, same, distance));
      const end = writeAlike(row, to, length, sum);
      sum = alikeRegister;
      total += (end - row) * length;
      // What is left of the last of them goes on as of any row.
      row = end - 1;
      distance = length;
      same = load<i32>(TEXT_LENGTHS + (load<i32>(FIRST_TEXTS + 4) + load<i32>(columnAt(1) + row * 4)) * 4);
      const seconds = load<u32>(times + row * 4) / 1000;
      lastHours = seconds / 3600;
      lastMinute = (seconds / 60) % 60;
      lastSecond = seconds % 60;
      lastThousands = (baseSeconds + seconds - (wasLater ? MILLION : 0)) / 1000;
      lastOnes = (baseSeconds + seconds) % 1000;
      continue;
    }
    const ms = load<u32>(times + row * 4);
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
    if (row < whole || isLater !== wasLater) {
      queue = queueRepetition(queue, same, distance);
      same = 0;
      length = writePlain(row, row + 1);
      const start = OUTPUT + <usize>(row === from && !afterRow);
      sum = addBytes(sum, start, OUTPUT + length);
      queue = queueLiterals(queue, start, OUTPUT + length);
    } else {
      sum = inline.always(addHead(sum, isLater, hours, minute, second, fraction, thousands, ones));
      if (length !== distance) {
        queue = queueRepetition(queue, same, distance);
        same = 0;
        distance = length;
      }
      same += HOURS_AT;
      if (hours === lastHours) same += 2;
      else {
        queue = inline.always(queueChange(queue, same, distance, PAIRS, hours));
        same = 0;
      }
      if (minute === lastMinute) same += 3;
      else {
        queue = inline.always(queueChange(queue, same, distance, SIXTIETHS, minute));
        same = 0;
      }
      if (second === lastSecond) same += 3;
      else {
        queue = inline.always(queueChange(queue, same, distance, SIXTIETHS, second));
        same = 0;
      }
      if (fraction === lastFraction) same += 4;
      else {
        queue = queueChange(queue, same, distance, LITERALS, POINT);
        queue = queueChange(queue, 0, distance, THOUSANDS, fraction);
        same = 0;
      }
      same += UNIX_AT - HOURS_AT - 12;
      if (thousands === lastThousands) same += 3;
      else {
        queue = inline.always(queueChange(queue, same, distance, THOUSANDS, thousands));
        same = 0;
      }
      if (ones === lastOnes) same += 3;
      else {
        queue = inline.always(queueChange(queue, same, distance, THOUSANDS, ones));
        same = 0;
      }
      if (fraction === lastFraction) same += 3;
      else {
        queue = queueChange(queue, same, distance, THOUSANDS, fraction);
        same = 0;
      }
      same += headLength - UNIX_AT - 9;
      for (let c = 0; c < columnCount; c++) {
        const place = columnAt(c) + row * 4;
        const value = load<i32>(place);
        const last = load<i32>(place - 4);
        const isNumber = load<i32>(CHOICES + c * 4) === 0;
        const firstText = load<i32>(FIRST_TEXTS + c * 4);
        const text = firstText + (isNumber ? 0 : value);
        const textLength = load<i32>(TEXT_LENGTHS + text * 4);
        if (textLength > 0) {
          sum = inline.always(addText(sum, text));
          if (length !== distance) {
            queue = queueRepetition(queue, same, distance);
            same = 0;
            distance = length;
          }
          if (isNumber || value === last) same += textLength;
          else {
            const start = TEXT_PLACES + <usize>text * TEXT_BYTES;
            queue = queueLiterals(queueRepetition(queue, same, distance), start, start + textLength);
            same = 0;
            length += textLength - load<i32>(TEXT_LENGTHS + (firstText + last) * 4);
          }
        }
        if (!isNumber) continue;
        const size = inline.always(sizeOf(value));
        if (<u32>value < 1000) sum = inline.always(addDigits(sum, triple(value) >> ((3 - size) << 3)));
        else sum = addBytes(sum, OUTPUT, writeInteger(OUTPUT, value));
        if (value === last) {
          same += size;
          continue;
        }
        if (<u32>value < 1000) queue = inline.always(queueChange(queue, same, distance, NUMBERS, value));
        else queue = queueLiterals(queueRepetition(queue, same, distance), OUTPUT, writeInteger(OUTPUT, value));
        same = 0;
        length += size - inline.always(sizeOf(last));
      }
      if (!isClosed) {
        sum = inline.always(addByte(sum, BRACE));
        if (length !== distance) {
          queue = queueRepetition(queue, same, distance);
          same = 0;
          distance = length;
        }
        same++;
      }
    }
    total += length;
    lastHours = hours;
    lastMinute = minute;
    lastSecond = second;
    lastFraction = fraction;
    lastThousands = thousands;
    lastOnes = ones;
    wasLater = isLater;
    if (queue > QUEUE_FULL) queue = putQueue(queue);
  }
  queue = queueRepetition(queue, same, distance);
  putQueue(queueEntry(queue, load<u32>(LITERALS + END_OF_BLOCK * 4)));
  plainBytes = total - <i32>!afterRow;
  lastRegister = sum;
  return endBlock();
}

function sizeOf(value: i32): i32 {
  if (<u32>value < 1000) return 1 + <i32>(value >= 10) + <i32>(value >= 100);
  return <i32>(writeInteger(OUTPUT, value) - OUTPUT);
}

function queueEntry(queue: usize, entry: u32): usize {
  store<u64>(queue, <u64>(entry & 0xffffff) | ((<u64>(entry >> 24)) << 56));
  return queue + 8;
}

/** Queues bytes, five at a time: of ten bits at most each, they fit an entry. */
function queueLiterals(queue: usize, start: usize, end: usize): usize {
  let next = queue;
  for (let at = start; at < end; at += 5) {
    let value: u64 = 0;
    let length: u64 = 0;
    for (let place = at; place < min(at + 5, end); place++) {
      const entry = load<u32>(LITERALS + load<u8>(place) * 4);
      value |= (<u64>(entry & 0xffffff)) << length;
      length += entry >> 24;
    }
    store<u64>(next, value | (length << 56));
    next += 8;
  }
  return next;
}

/** Queues that `same` bytes are those `distance` before. Fewer than three are the brace of the last row: others come with something longer. */
function queueRepetition(queue: usize, same: i32, distance: i32): usize {
  if (same === 0) return queue;
  if (same < 3) return queueEntry(queue, load<u32>(LITERALS + BRACE * 4));
  return queueEntry(queueEntry(queue, load<u32>(REPETITIONS + same * 4)), load<u32>(DISTANCES + distance * 4));
}

/** Queues what a table has in a place, after `same` bytes that are repeated. */
function queueChange(queue: usize, same: i32, distance: i32, table: usize, place: u32): usize {
  const entry = load<u32>(table + place * 4);
  const repetition = load<u32>(REPETITIONS + same * 4);
  const back = same > 0 ? load<u32>(DISTANCES + distance * 4) : 0;
  const value =
    <u64>(repetition & 0xffffff) | ((<u64>(back & 0xffffff) | ((<u64>(entry & 0xffffff)) << (back >> 24))) << (repetition >> 24));
  const length = (entry >> 24) + (back >> 24) + (repetition >> 24);
  store<u64>(queue, value | ((<u64>length) << 56));
  return queue + 8;
}
