import { bits, out, used, went } from './bits';
import { AFTER_HEAD, addDigits, addText, after, OF_FRACTIONS, OF_HOURS, OF_MINUTES, OF_SECONDS, OF_TEXTS, OF_UNIX_ONES, OF_UNIX_THOUSANDS } from './checksum';
import { DISTANCES, HOURS, NUMBERS, REPETITIONS, SIXTIETHS, THOUSANDS } from './code';
import { baseSeconds, CHOICES, columnAt, columnCount, FIRST_TEXTS, headLength, headRegister, isClosed, laterHeadRegister, TEXT_LENGTHS, times } from './memory';
import { HOURS_AT, triple, UNIX_AT } from './plain';

// Rows of a number below 1,000 and a choice, as those of heart rate, that have the choice and the length of the row before, and its fraction
// of a second: what lies between the digits that may change has always the same bits. Those digits are put even where they stay.

const TABLE_BYTES: usize = 4 * 256 * 4;
const MILLION = 1_000_000;
const MOST_DIGITS = 3;

/** Per text and number of digits before it: what becomes of the register while a row passes. */
export const AFTER_ROWS = memory.data(16 * 3 * 4 * 256 * 4, 16);
/** Per text and number before it: what the digits add to the register after the next head. */
export const OF_NUMBERS = memory.data(16 * 1000 * 4, 16);

/** The register of the checksum after the rows that were written last. */
export let alikeRegister: u32 = 0;

/** Whether a row is alike to the one before, which has `length` bytes. */
export function isAlike(row: i32, length: i32): bool {
  if (columnCount !== 2 || !isClosed || load<i32>(CHOICES) !== 0) return false;
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

  const afterRow = AFTER_ROWS + <usize>(text * MOST_DIGITS + size - 1) * TABLE_BYTES;
  const ofNumbers = OF_NUMBERS + <usize>text * 4000;
  const headSum = isLater ? laterHeadRegister : headRegister;
  const ofRow = headSum ^ after(load<u32>(OF_TEXTS + text * 4), AFTER_HEAD);
  const ofFraction = load<u32>(OF_FRACTIONS + fraction * 4);
  let seconds = firstMs / 1000;
  let hours = seconds / 3600;
  let second = seconds % 60;
  let thousands = (base + seconds) / 1000;
  let number = load<u32>(numbers + from * 4 - 4);
  // After a head, but for the first row.
  let sum = before;
  let place = out;
  let all = bits;
  let count = used;
  let row = from;
  for (; row < to; row++) {
    const ms = load<u32>(times + row * 4);
    const next = load<u32>(numbers + row * 4);
    seconds = ms / 1000;
    if (ms - seconds * 1000 !== fraction || ms >= end || next - least >= spread || load<i32>(choices + row * 4) !== choice) break;
    const low = base + seconds;
    const lowThousands = low / 1000;
    const ones = low - lowThousands * 1000;
    const minutes = seconds / 60;
    const nextSecond = seconds - minutes * 60;
    const nextHours = minutes / 60;
    const minute = minutes - nextHours * 60;

    sum = row === from ? after(sum, AFTER_HEAD) ^ headSum : after(sum, afterRow) ^ load<u32>(ofNumbers + number * 4) ^ ofRow;
    sum ^=
      ofFraction ^
      load<u32>(OF_HOURS + nextHours * 4) ^
      load<u32>(OF_MINUTES + minute * 4) ^
      load<u32>(OF_SECONDS + nextSecond * 4) ^
      load<u32>(OF_UNIX_THOUSANDS + lowThousands * 4) ^
      load<u32>(OF_UNIX_ONES + ones * 4);
    number = next;

    let entry = toMinutes;
    if (nextHours !== hours) entry = join(toHours, load<u32>(HOURS + nextHours * 4));
    entry = join(entry, load<u32>(SIXTIETHS + minute * 4));
    let middle = lowThousands === thousands ? fromMinutesOn : fromMinutes;
    if (nextSecond !== second) {
      entry = join(entry, load<u32>(SIXTIETHS + nextSecond * 4));
      middle = lowThousands === thousands ? fromMinutes : fromSeconds;
    }
    hours = nextHours;
    second = nextSecond;
    toHours = onToHours;
    toMinutes = onToMinutes;
    all |= bitsOf(entry) << count;
    count += entry >> 56;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;

    if (lowThousands !== thousands) middle = join(middle, load<u32>(THOUSANDS + lowThousands * 4));
    thousands = lowThousands;
    middle = join(middle, load<u32>(THOUSANDS + ones * 4));
    all |= bitsOf(middle) << count;
    count += middle >> 56;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;

    const last = join(toNumber, load<u32>(NUMBERS + next * 4));
    all |= bitsOf(last) << count;
    count += last >> 56;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;
  }
  went(place, all, count);
  alikeRegister = addText(addDigits(sum, triple(number) >> ((3 - size) << 3)), text);
  return row;
}

/** The bits of what repeats so many bytes from the row before; as all entries of 64 bits, with their number in the highest byte. */
function repetition(same: i32, distance: i32): u64 {
  const entry = load<u32>(REPETITIONS + same * 4);
  return join(<u64>(entry & 0xffffff) | ((<u64>(entry >> 24)) << 56), load<u32>(DISTANCES + distance * 4));
}

/** An entry of 64 bits with one of 32 behind it. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function join(first: u64, second: u32): u64 {
  return (first + ((<u64>(second >> 24)) << 56)) | ((<u64>(second & 0xffffff)) << (first >> 56));
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function bitsOf(entry: u64): u64 {
  return entry & 0x00ff_ffff_ffff_ffff;
}
