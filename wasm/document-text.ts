import { putText } from './ascii';
import { copy, pair, triple, writeInteger } from './digits';
import { idAt, idSize, updatedAt, updatedMs, updatedSize, versionOf } from './document-heads';

/** Bytes of a head besides texts in it, and what is written too much. */
export const MOST_HEAD_BYTES = 160;
const UUID_LENGTH = 36;
const TIME_LENGTH = 24;
const DAY_MS: f64 = 86_400_000;
/** Of the Gregorian calendar, begun on 1 March 400 years before the year 0, as 400 years are the same again: days up to 1970. */
const DAYS_BEFORE_1970 = 865_565;
/** Days of 400 years, of four years, and of five months from March or August on: quarters of the first two are years of a hundred and one. */
const DAYS_OF_400_YEARS: u32 = 146_097;
const DAYS_OF_4_YEARS: u32 = 1461;
const DAYS_OF_5_MONTHS: u32 = 153;
const DASH: u64 = 0x2d;
const POINT: u64 = 0x2e;
const COLON: u64 = 0x3a;
const T: u64 = 0x54;
const Z: u64 = 0x5a;

const BEFORE_ID = memory.data(16, 16);
const BEFORE_TIME = memory.data(32, 16);
const BEFORE_VERSION = memory.data(16, 16);
putText(BEFORE_ID, ',{"id":"');
putText(BEFORE_TIME, '","meta":{"updated_at":"');
putText(BEFORE_VERSION, '","version":');

/** Writes a document up to its body, after a comma; where it ends. */
export function writeHead(start: usize, wanted: i32, withMeta: bool): usize {
  store<u64>(start, load<u64>(BEFORE_ID));
  let out = writeId(start + 8, wanted);
  if (!withMeta) {
    store<u16>(out, 0x2c22);
    return out + 2;
  }
  copy(out, BEFORE_TIME, 24);
  out = writeUpdatedAt(out + 24, wanted);
  copy(out, BEFORE_VERSION, 12);
  out = writeInteger(out + 12, versionOf(wanted));
  store<u16>(out, 0x2c7d);
  return out + 2;
}

function writeId(out: usize, wanted: i32): usize {
  const size = idSize(wanted);
  const id = idAt(wanted);
  if (size === 0) {
    writeUuid(out, id);
    return out + UUID_LENGTH;
  }
  copy(out, id, size - 1);
  return out + size - 1;
}

/** Writes 16 bytes as `00112233-4455-6677-8899-aabbccddeeff`. */
function writeUuid(out: usize, id: usize): void {
  const bytes = v128.load(id);
  const digits = i8x16(48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 97, 98, 99, 100, 101, 102);
  const high = i8x16.swizzle(digits, i8x16.shr_u(bytes, 4));
  const low = i8x16.swizzle(digits, v128.and(bytes, i8x16.splat(15)));
  const first = i8x16.shuffle(high, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  const last = i8x16.shuffle(high, low, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  const dashes = i8x16.splat(0x2d);
  v128.store(out, i8x16.shuffle(first, dashes, 0, 1, 2, 3, 4, 5, 6, 7, 16, 8, 9, 10, 11, 16, 12, 13));
  v128.store(out + 20, i8x16.shuffle(last, dashes, 1, 2, 3, 16, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
  store<u32>(out + 16, i32x4.extract_lane(i8x16.shuffle(first, last, 14, 15, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0));
  store<u8>(out + 18, 0x2d);
  store<u8>(out + 19, i8x16.extract_lane_u(last, 0));
}

function writeUpdatedAt(out: usize, wanted: i32): usize {
  const text = updatedAt(wanted);
  if (text === 0) {
    writeTime(out, updatedMs(wanted));
    return out + TIME_LENGTH;
  }
  const size = updatedSize(wanted);
  copy(out, text, size);
  return out + size;
}

/** Writes `2026-01-02T03:04:05.678Z`; years 0000 to 9999. */
function writeTime(out: usize, ms: f64): void {
  const utcDay = floor(ms / DAY_MS);
  const dayMs = <u32>(ms - utcDay * DAY_MS);
  const quarters = <u32>(<i32>utcDay + DAYS_BEFORE_1970) * 4 + 3;
  const century = quarters / DAYS_OF_400_YEARS;
  const ofCentury = (quarters % DAYS_OF_400_YEARS) | 3;
  const ofYear = (ofCentury % DAYS_OF_4_YEARS) / 4;
  const month = (ofYear * 5 + 2) / DAYS_OF_5_MONTHS;
  const day = ((ofYear * 5 + 2) % DAYS_OF_5_MONTHS) / 5 + 1;
  const isNextYear = month >= 10;
  const year = (century - 4) * 100 + ofCentury / DAYS_OF_4_YEARS + <u32>isNextYear;
  const seconds = dayMs / 1000;
  const minutes = seconds / 60;
  const hours = minutes / 60;
  // Eight characters each, the first one lowest.
  const isoMonth = isNextYear ? month - 9 : month + 3;
  store<u64>(out, two(year / 100) | (two(year % 100) << 16) | (DASH << 32) | (two(isoMonth) << 40) | (DASH << 56));
  store<u64>(out + 8, two(day) | (T << 16) | (two(hours) << 24) | (COLON << 40) | (two(minutes - hours * 60) << 48));
  const fraction = <u64>triple(dayMs - seconds * 1000);
  store<u64>(out + 16, COLON | (two(seconds - minutes * 60) << 8) | (POINT << 24) | (fraction << 32) | (Z << 56));
}

function two(n: u32): u64 {
  return <u64>pair(n);
}
