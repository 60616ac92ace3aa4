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
import { DISTANCES, HOURS, NUMBERS, REPETITIONS, SIXTIETHS, THOUSANDS } from './code';
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
/** Bits of entries that all have the same: a colon and two digits, and three digits. */
const SIXTIETH_BITS: u64 = 14;
const TRIPLE_BITS: u64 = 12;
/** With a longer name of the number two entries might not fit 56 bits. */
const MOST_TO_NUMBER = 18;

/** Per text and number of digits before it: what becomes of the register while a row passes. */
export const AFTER_ROWS = memory.data(16 * 3 * 4 * 256 * 4, 16);
/** Per text and number before it: what both add to the register after the next head. */
export const OF_NUMBERS = memory.data(16 * 1000 * 4, 16);

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

  // What is repeated up to a place, from the number, or else from where the row begins; then from minutes or seconds to the Unix time.
  let toHours = repetition(HOURS_AT, length);
  let toMinutes = repetition(HOURS_AT + 2, length);
  const onToHours = repetition(tail + HOURS_AT, length);
  const onToMinutes = repetition(tail + HOURS_AT + 2, length);
  const fromMinutes = repetition(UNIX_AT - HOURS_AT - 5, length);
  const fromMinutesOn = repetition(UNIX_AT - HOURS_AT - 2, length);
  const fromSeconds = repetition(UNIX_AT - HOURS_AT - 8, length);
  const toNumber = repetition(headLength - UNIX_AT - 6, length);
  const toNumberBits = toNumber >> 56;
  const lastBits = toNumberBits + (load<u32>(NUMBERS + least * 4) >> 24);

  const afterRow = AFTER_ROWS + <usize>(text * MOST_DIGITS + size - 1) * TABLE_BYTES;
  const ofNumbers = OF_NUMBERS + <usize>text * 4000;
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
    let first: u64 = 0;
    let firstBits: u64 = 0;
    let middleOn = fromMinutesOn;
    let middle = fromMinutes;
    if (ms < lastMs && minute * 60_000 === ms - hourMs) {
      first = toMinutes | ((<u64>(load<u32>(SIXTIETHS + minute * 4) & 0xffffff)) << (toMinutes >> 56));
      firstBits = (toMinutes >> 56) + SIXTIETH_BITS;
    } else {
      const seconds = ms / 1000;
      if (ms - seconds * 1000 !== fraction || ms >= end) break;
      const minutes = seconds / 60;
      const nextSecond = seconds - minutes * 60;
      const nextHours = minutes / 60;
      minute = minutes - nextHours * 60;
      let entry = nextHours === hours ? toMinutes : join(toHours, load<u32>(HOURS + nextHours * 4));
      entry = join(entry, load<u32>(SIXTIETHS + minute * 4));
      if (nextSecond !== second) {
        entry = join(entry, load<u32>(SIXTIETHS + nextSecond * 4));
        middleOn = fromMinutes;
        middle = fromSeconds;
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
    }
    const low = hourLow + minute * 60;
    const lowThousands = low / 1000;
    const ones = low - lowThousands * 1000;
    const isSame = lowThousands === thousands;
    thousands = lowThousands;
    toHours = onToHours;
    toMinutes = onToMinutes;

    const over = select<u64>(middleOn, middle, isSame);
    all |= (bitsOf(first) | (bitsOf(over) << firstBits)) << count;
    count += firstBits + (over >> 56);
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;

    const width = select<u64>(0, TRIPLE_BITS, isSame);
    const triples =
      <u64>select<u32>(0, load<u32>(THOUSANDS + lowThousands * 4) & 0xffffff, isSame) |
      ((<u64>(load<u32>(THOUSANDS + ones * 4) & 0xffffff)) << width);
    const last = bitsOf(toNumber) | ((<u64>(load<u32>(NUMBERS + next * 4) & 0xffffff)) << toNumberBits);
    all |= (triples | (last << (width + TRIPLE_BITS))) << count;
    count += width + TRIPLE_BITS + lastBits;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;

    afterHead =
      sum ^
      ofHour ^
      load<u32>(OF_MINUTES + minute * 4) ^
      load<u32>(OF_UNIX_THOUSANDS + lowThousands * 4) ^
      load<u32>(OF_UNIX_ONES + ones * 4);
    sum = after(afterHead, afterRow) ^ load<u32>(ofNumbers + next * 4);
    number = next;
  }
  went(place, all, count);
  alikeRegister = addText(addDigits(afterHead, triple(number) >> ((3 - size) << 3)), text);
  return row;
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
