import { bits, out, used, went } from './bits';
import {
  AFTER_HEAD,
  addDigits,
  addText,
  after,
  OF_FRACTIONS,
  OF_HOURS,
  OF_MINUTES,
  OF_SECONDS,
  OF_UNIX_ONES,
  OF_UNIX_THOUSANDS,
} from './checksum';
import { DISTANCES, NUMBERS, PAIRS, REPETITIONS, SIXTIETHS, THOUSANDS } from './code';
import { triple } from './digits';
import {
  baseSeconds,
  CHOICES,
  columnAt,
  columnCount,
  FIRST_TEXTS,
  headLength,
  headRegister,
  isClosed,
  laterHeadRegister,
  TEXT_LENGTHS,
  times,
} from './memory';
import { HOURS_AT, UNIX_AT } from './plain';

// Rows of a number below 1,000 and a choice, as those of heart rate, that have the choice and the length of the row before, and its fraction
// of a second: what lies between the digits that may change has always the same bits. Those digits are put even where they stay.

const TABLE_BYTES: usize = 4 * 256 * 4;
const MILLION = 1_000_000;
const MOST_DIGITS = 3;
/** Bits of entries that all have the same: two digits, and three. */
const PAIR_BITS: u64 = 8;
const TRIPLE_BITS: u64 = 12;
/** With a longer name of the number what comes from the ones on might not fit 32 bits. */
const MOST_TO_NUMBER = 18;

/** Per text and number of digits before it: what becomes of the register while a row passes. */
export const AFTER_ROWS = memory.data(16 * 3 * 4 * 256 * 4, 16);
/** Per text and number before it: what both add to the register after the next head. */
export const OF_NUMBERS = memory.data(16 * 1000 * 4, 16);

// Rows with the same text and as many digits before it have the same shape; what holds for all of a shape is found when the first comes.
const IS_PREPARED = memory.data(16 * 3);
/** Per shape and minute: the bits from the row before's number to the thousands of the Unix time, or to its ones where those stay. */
const TO_THOUSANDS = memory.data(16 * 3 * 60 * 8, 16);
const TO_ONES = memory.data(16 * 3 * 60 * 8, 16);
/** Per shape: how many bits these are, and those from the ones to the number's end. */
const BITS_TO_THOUSANDS = memory.data(16 * 3 * 8, 16);
const BITS_TO_ONES = memory.data(16 * 3 * 8, 16);
const BITS_FROM_ONES = memory.data(16 * 3 * 8, 16);
/** Per text and number: high the bits from the ones to the number's end, low what it is in OF_NUMBERS. */
const ENDS = memory.data(16 * 1000 * 8, 16);
/** High the bits of the ones of a Unix time, low what it is in OF_UNIX_ONES. */
const UNIX_ONES = memory.data(1000 * 8, 16);

/** The register of the checksum after the rows that were written last. */
export let alikeRegister: u32 = 0;

/** Whether a row is alike to the one before, which has `length` bytes. */
export function isAlike(row: i32, length: i32): bool {
  if (columnCount !== 2 || !isClosed || load<i32>(CHOICES) !== 0 || headLength - UNIX_AT - 6 > MOST_TO_NUMBER) return false;
  const numbers = columnAt(0) + row * 4;
  const choices = columnAt(1) + row * 4;
  const choice = load<i32>(choices);
  if (load<i32>(choices - 4) !== choice || load<u32>(numbers - 4) >= 1000) return false;
  const size = length - headLength - load<i32>(TEXT_LENGTHS + textOf(choice) * 4);
  const ms = load<u32>(times + row * 4);
  const last = load<u32>(times + row * 4 - 4);
  return load<u32>(numbers) - leastOf(size) < spreadOf(size) && (ms - last) % 1000 === 0 && ms < endOf(last);
}

function textOf(choice: i32): i32 {
  return load<i32>(FIRST_TEXTS + 4) + choice;
}

/** The least number of so many digits, and how many there are. */
function leastOf(size: i32): u32 {
  return size === 1 ? 0 : size === 2 ? 10 : 100;
}

function spreadOf(size: i32): u32 {
  return size === 1 ? 10 : size === 2 ? 90 : 900;
}

/** Up to when the seconds have the million that they have at `ms`. */
function endOf(ms: u32): u32 {
  return baseSeconds + <i32>(ms / 1000) < MILLION ? <u32>(MILLION - baseSeconds) * 1000 : u32.MAX_VALUE;
}

/** Writes rows from one that is alike to the one before, as long as they are; where they end. `before` is the register up to here. */
export function writeAlike(from: i32, to: i32, length: i32, before: u32): i32 {
  const numbers = columnAt(0);
  const choices = columnAt(1);
  const choice = load<i32>(choices + from * 4);
  const text = textOf(choice);
  const tail = load<i32>(TEXT_LENGTHS + text * 4);
  const size = length - headLength - tail;
  const least = leastOf(size);
  const spread = spreadOf(size);
  const firstMs = load<u32>(times + from * 4 - 4);
  const end = endOf(firstMs);
  const isLater = baseSeconds + <i32>(firstMs / 1000) >= MILLION;
  const base = baseSeconds - (isLater ? MILLION : 0);
  const fraction = firstMs % 1000;

  const shape = text * MOST_DIGITS + size - 1;
  if (!load<u8>(IS_PREPARED + shape)) prepare(shape, text, size, length);
  const toThousands = TO_THOUSANDS + shape * 480;
  const toOnes = TO_ONES + shape * 480;
  const bitsToThousands = load<u64>(BITS_TO_THOUSANDS + shape * 8);
  const bitsToOnes = load<u64>(BITS_TO_ONES + shape * 8);
  const bitsFromOnes = load<u64>(BITS_FROM_ONES + shape * 8);
  const ends = ENDS + text * 8000;
  // What is repeated up to a place, from where the row begins, or else from the number of the row before.
  let toHours = repetition(HOURS_AT, length);
  let toMinutes = repetition(HOURS_AT + 3, length);
  const onToHours = repetition(tail + HOURS_AT, length);
  const onToMinutes = repetition(tail + HOURS_AT + 3, length);
  const afterRow = AFTER_ROWS + <usize>shape * TABLE_BYTES;
  const ofDay = (isLater ? laterHeadRegister : headRegister) ^ load<u32>(OF_FRACTIONS + fraction * 4);
  // Of the hour, and of rows at a full minute of it after the row before; they are found at the first row.
  let hours: u32 = firstMs / 3_600_000;
  let second: u32 = (firstMs / 1000) % 60;
  let hourMs: u32 = 0;
  let hourLow: u32 = 0;
  let lastMs: u32 = 0;
  let ofHour: u32 = 0;
  let thousands: u32 = (base + firstMs / 1000) / 1000;
  // The register as far as the row before has a part in it, and after the row's head.
  let sum = after(before, AFTER_HEAD);
  let afterHead: u32 = 0;
  let number: u32 = 0;
  let place = out;
  let all = bits;
  let count = used;
  let row = from;
  for (; row < to; row++) {
    const ms = load<u32>(times + row * 4);
    const next = load<u32>(numbers + row * 4);
    if (next - least >= spread || load<i32>(choices + row * 4) !== choice) break;
    let minute = (ms - hourMs) / 60_000;
    let start: u64 = 0;
    let startBits: u64 = 0;
    let low: u32 = 0;
    let nextThousands: u32 = 0;
    if (ms < lastMs && minute * 60_000 === ms - hourMs) {
      low = hourLow + minute * 60;
      nextThousands = low / 1000;
      const isSame = nextThousands === thousands;
      start = load<u64>((isSame ? toOnes : toThousands) + minute * 8);
      startBits = isSame ? bitsToOnes : bitsToThousands;
    } else {
      const seconds = ms / 1000;
      if (ms - seconds * 1000 !== fraction || ms >= end) break;
      const minutes = seconds / 60;
      const nextSecond = seconds - minutes * 60;
      const nextHours = minutes / 60;
      minute = minutes - nextHours * 60;
      let entry =
        nextHours === hours
          ? join(toMinutes, load<u32>(PAIRS + minute * 4))
          : join(join(toHours, load<u32>(PAIRS + nextHours * 4)), load<u32>(SIXTIETHS + minute * 4));
      let at = HOURS_AT + 5;
      if (nextSecond !== second) {
        entry = join(entry, load<u32>(SIXTIETHS + nextSecond * 4));
        at += 3;
      }
      all |= bitsOf(entry) << count;
      count += entry >> 56;
      store<u64>(place, all);
      place += <usize>(count >> 3);
      all >>= count & ~7;
      count &= 7;
      hours = nextHours;
      second = nextSecond;
      hourMs = hours * 3_600_000 + second * 1000 + fraction;
      hourLow = base + hours * 3600 + second;
      lastMs = min(end, (hours + 1) * 3_600_000);
      ofHour = ofDay ^ load<u32>(OF_HOURS + hours * 4) ^ load<u32>(OF_SECONDS + second * 4);
      low = hourLow + minute * 60;
      nextThousands = low / 1000;
      const over = repetition(UNIX_AT - at + (nextThousands === thousands ? 3 : 0), length);
      start = bitsOf(over);
      startBits = over >> 56;
      toHours = onToHours;
      toMinutes = onToMinutes;
    }
    all |= start << count;
    count += startBits;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;

    const ones = load<u64>(UNIX_ONES + (low - nextThousands * 1000) * 8);
    const last = load<u64>(ends + next * 8);
    let rest = (ones >> 32) | ((last >> 32) << TRIPLE_BITS);
    let restBits = bitsFromOnes;
    if (nextThousands !== thousands) {
      rest = (rest << TRIPLE_BITS) | (load<u32>(THOUSANDS + nextThousands * 4) & 0xffffff);
      restBits += TRIPLE_BITS;
      thousands = nextThousands;
    }
    all |= rest << count;
    count += restBits;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;

    afterHead = sum ^ ofHour ^ load<u32>(OF_MINUTES + minute * 4) ^ load<u32>(OF_UNIX_THOUSANDS + nextThousands * 4) ^ <u32>ones;
    sum = after(afterHead, afterRow) ^ <u32>last;
    number = next;
  }
  went(place, all, count);
  alikeRegister = addText(addDigits(afterHead, triple(number) >> ((3 - size) << 3)), text);
  return row;
}

/** Finds what holds for a shape, whose rows have `length` bytes. */
function prepare(shape: i32, text: i32, size: i32, length: i32): void {
  const toMinutes = repetition(load<i32>(TEXT_LENGTHS + text * 4) + HOURS_AT + 3, length);
  const toThousands = repetition(UNIX_AT - HOURS_AT - 5, length);
  const toOnes = repetition(UNIX_AT - HOURS_AT - 2, length);
  const toNumber = repetition(headLength - UNIX_AT - 6, length);
  for (let minute = 0; minute < 60; minute++) {
    const entry = join(toMinutes, load<u32>(PAIRS + minute * 4));
    store<u64>(TO_THOUSANDS + shape * 480 + minute * 8, bitsOf(entry) | (bitsOf(toThousands) << (entry >> 56)));
    store<u64>(TO_ONES + shape * 480 + minute * 8, bitsOf(entry) | (bitsOf(toOnes) << (entry >> 56)));
  }
  const least = <i32>leastOf(size);
  for (let number = least; number < least + <i32>spreadOf(size); number++) {
    const entry = join(toNumber, load<u32>(NUMBERS + number * 4));
    store<u64>(ENDS + text * 8000 + number * 8, (entry << 32) | load<u32>(OF_NUMBERS + text * 4000 + number * 4));
  }
  for (let ones = 0; ones < 1000; ones++) {
    const entry = <u64>(load<u32>(THOUSANDS + ones * 4) & 0xffffff);
    store<u64>(UNIX_ONES + ones * 8, (entry << 32) | load<u32>(OF_UNIX_ONES + ones * 4));
  }
  const bitsToMinutesEnd = (toMinutes >> 56) + PAIR_BITS;
  store<u64>(BITS_TO_THOUSANDS + shape * 8, bitsToMinutesEnd + (toThousands >> 56));
  store<u64>(BITS_TO_ONES + shape * 8, bitsToMinutesEnd + (toOnes >> 56));
  store<u64>(BITS_FROM_ONES + shape * 8, TRIPLE_BITS + (toNumber >> 56) + (load<u32>(NUMBERS + least * 4) >> 24));
  store<u8>(IS_PREPARED + shape, 1);
}

/** The bits of what repeats so many bytes from the row before; as all entries of 64 bits, with their number in the highest byte. */
function repetition(same: i32, distance: i32): u64 {
  const entry = load<u32>(REPETITIONS + same * 4);
  return join(<u64>(entry & 0xffffff) | ((<u64>(entry >> 24)) << 56), load<u32>(DISTANCES + distance * 4));
}

/** An entry of 64 bits with one of 32 behind it. */
function join(first: u64, second: u32): u64 {
  return (first + ((<u64>(second >> 24)) << 56)) | ((<u64>(second & 0xffffff)) << (first >> 56));
}

function bitsOf(entry: u64): u64 {
  return (entry << 8) >> 8;
}
