import { copy } from './digits';
import { at, goOnReading, refuse, unsigned } from './varint';

const MOST_IN_HALF = 15;
const MOST_LENGTH: u64 = 1 << 30;

/** Writes the body that operations make out of another, and up to 15 bytes more; where it ends. */
export function writeBody(start: usize, base: usize, baseEnd: usize, operations: usize, operationsEnd: usize): usize {
  let out = start;
  let from = base;
  let next = operations;
  while (next < operationsEnd) {
    let copied: usize = load<u8>(next++);
    if (copied >= 0x80) {
      copied = lengthAt(next - 1, operationsEnd);
      next = at;
    }
    const halves = load<u8>(next++);
    let skipped: usize = halves >> 4;
    let put: usize = halves & MOST_IN_HALF;
    if (skipped === MOST_IN_HALF) {
      skipped += lengthAt(next, operationsEnd);
      next = at;
    }
    if (put === MOST_IN_HALF) {
      put += lengthAt(next, operationsEnd);
      next = at;
    }
    if (next + put > operationsEnd || copied + skipped > baseEnd - from) {
      refuse();
      return out;
    }
    copy(out, from, <i32>copied);
    out += copied;
    from += copied + skipped;
    copy(out, next, <i32>put);
    out += put;
    next += put;
  }
  copy(out, from, <i32>(baseEnd - from));
  return out + (baseEnd - from);
}

/** A length at a place, behind which the reader goes on. */
function lengthAt(place: usize, end: usize): usize {
  goOnReading(min(place, end), end);
  const length = unsigned();
  if (length <= MOST_LENGTH) return <usize>length;
  refuse();
  return 0;
}
