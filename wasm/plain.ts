import { copy, pair, TRIPLES, triple, writeInteger } from './digits';
import {
  baseSeconds,
  CHOICES,
  columnAt,
  columnCount,
  FIRST_TEXTS,
  HEAD_BYTES,
  HEADS,
  headLength,
  isClosed,
  OUTPUT,
  TEXT_BYTES,
  TEXT_LENGTHS,
  TEXT_PLACES,
  times,
} from './memory';

/** Where hours begin in a head. */
export const HOURS_AT = 26;
/** Where the last nine digits of the Unix time begin in a head. */
export const UNIX_AT = 62;

/** Writes rows as JSON, each after a comma, and tells how many bytes lie at OUTPUT. */
export function writePlain(from: i32, to: i32): i32 {
  let out = OUTPUT;
  for (let row = from; row < to; row++) {
    const ms = load<u32>(times + row * 4);
    const seconds = ms / 1000;
    const fraction = ms - seconds * 1000;
    const minutes = seconds / 60;
    const hours = minutes / 60;
    let low = baseSeconds + seconds;
    let head = HEADS;
    if (low >= 1_000_000) {
      low -= 1_000_000;
      head += HEAD_BYTES;
    }
    copy(out, head, headLength);
    store<u16>(out + HOURS_AT, pair(hours));
    store<u16>(out + HOURS_AT + 3, pair(minutes - hours * 60));
    store<u16>(out + HOURS_AT + 6, pair(seconds - minutes * 60));
    store<u32>(out + HOURS_AT + 9, triple(fraction) | 0x5a000000);
    store<u32>(out + UNIX_AT, triple(low / 1000));
    store<u32>(out + UNIX_AT + 3, triple(low % 1000));
    store<u16>(out + UNIX_AT + 6, load<u16>(TRIPLES + fraction * 4));
    store<u8>(out + UNIX_AT + 8, load<u8>(TRIPLES + fraction * 4 + 2));
    out += headLength;
    for (let c = 0; c < columnCount; c++) {
      const value = load<i32>(columnAt(c) + row * 4);
      const isChoice = load<i32>(CHOICES + c * 4) > 0;
      const text = load<i32>(FIRST_TEXTS + c * 4) + (isChoice ? value : 0);
      const length = load<i32>(TEXT_LENGTHS + text * 4);
      copy(out, TEXT_PLACES + <usize>text * TEXT_BYTES, length);
      out += length;
      if (!isChoice) out = writeInteger(out, value);
    }
    if (!isClosed) store<u8>(out++, 0x7d);
  }
  return <i32>(out - OUTPUT);
}
