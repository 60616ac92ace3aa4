import { headRegister, laterHeadRegister } from './memory';

// CRC-32 as gzip has it, without the bytes: it is linear, so that of a row is that of its template and what each digit adds to it.
// The register is all ones before the
// first byte. All tables are filled by src/storage/row-checksum.ts.

const TABLE_BYTES: usize = 4 * 256 * 4;
const TEXTS = 16;

/** Per byte: what it adds as the last one. */
export const BYTES = memory.data(256 * 4, 16);
/** Per byte of the register: what becomes of it after a head. */
export const AFTER_HEAD = memory.data(4 * 256 * 4, 16);
/** The same after four bytes. */
export const AFTER_FOUR = memory.data(4 * 256 * 4, 16);
/** The same per text. */
export const AFTER_TEXTS = memory.data(16 * 4 * 256 * 4, 16);
/** The register after a text, begun with zero. */
export const OF_TEXTS = memory.data(TEXTS * 4, 16);
/** What the digits of a head add. */
export const OF_HOURS = memory.data(24 * 4, 16);
export const OF_MINUTES = memory.data(60 * 4, 16);
export const OF_SECONDS = memory.data(60 * 4, 16);
export const OF_FRACTIONS = memory.data(1000 * 4, 16);
export const OF_UNIX_THOUSANDS = memory.data(1000 * 4, 16);
export const OF_UNIX_ONES = memory.data(1000 * 4, 16);

/** The register after one more byte. */
export function addByte(register: u32, byte: u32): u32 {
  return load<u32>(BYTES + ((register ^ byte) & 0xff) * 4) ^ (register >> 8);
}

export function addBytes(register: u32, start: usize, end: usize): u32 {
  let sum = register;
  let at = start;
  for (; at + 4 <= end; at += 4) sum = after(sum ^ load<u32>(at), AFTER_FOUR);
  for (; at < end; at++) sum = addByte(sum, load<u8>(at));
  return sum;
}

/** After up to four digits, the first one lowest. */
export function addDigits(register: u32, digits: u32): u32 {
  let sum = register;
  for (let rest = digits; rest > 0; rest >>= 8) sum = addByte(sum, rest);
  return sum;
}

export function addText(register: u32, text: i32): u32 {
  return after(register, AFTER_TEXTS + <usize>text * TABLE_BYTES) ^ load<u32>(OF_TEXTS + text * 4);
}

/** After a head with these digits; the thousands and ones are those of the last six digits of the second. */
export function addHead(register: u32, isLater: bool, hours: u32, minute: u32, second: u32, fraction: u32, thousands: u32, ones: u32): u32 {
  return (
    after(register, AFTER_HEAD) ^
    (isLater ? laterHeadRegister : headRegister) ^
    load<u32>(OF_HOURS + hours * 4) ^
    load<u32>(OF_MINUTES + minute * 4) ^
    load<u32>(OF_SECONDS + second * 4) ^
    load<u32>(OF_FRACTIONS + fraction * 4) ^
    load<u32>(OF_UNIX_THOUSANDS + thousands * 4) ^
    load<u32>(OF_UNIX_ONES + ones * 4)
  );
}

/** What becomes of a register while as many bytes of zero pass as a table is for. */
export function after(register: u32, table: usize): u32 {
  return (
    load<u32>(table + (register & 0xff) * 4) ^
    load<u32>(table + ((register >> 8) & 0xff) * 4, 1024) ^
    load<u32>(table + ((register >> 16) & 0xff) * 4, 2048) ^
    load<u32>(table + (register >> 24) * 4, 3072)
  );
}
