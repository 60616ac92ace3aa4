import { DEFLATED } from './memory';

// Bits of deflate on their way to DEFLATED. An entry of a table has its bits low and their number in the highest byte.

/** The block's head up to its first symbol, and how many bits that are. */
export const BLOCK_HEAD = memory.data(128, 16);
/** What is to be put yet: in each u64 bits, and in its highest byte how many. */
export const QUEUE = memory.data(1024 * 8, 16);
/** From here on there may be no room for another row. */
export const QUEUE_FULL = QUEUE + (1024 - 300) * 8;

let headBits: i32 = 0;
/** Where bits go, those that fill no byte yet, and how many these are. */
export let out: usize = 0;
export let bits: u64 = 0;
export let used: u64 = 0;

/** Tells how long the head of a block is, which is written to its place. */
export function declareCode(length: i32): void {
  headBits = length;
}

export function startBlock(): void {
  const whole = headBits >> 3;
  memory.copy(DEFLATED, BLOCK_HEAD, whole);
  went(DEFLATED + whole, load<u8>(BLOCK_HEAD + whole), headBits & 7);
}

/** Ends at a byte with an empty stored block; how many bytes lie at DEFLATED. */
export function endBlock(): i32 {
  store<u64>(out, bits);
  const end = out + <usize>((used + 10) >> 3);
  store<u32>(end, 0xffff0000);
  return <i32>(end + 4 - DEFLATED);
}

/** Tells how far bits were put. */
export function went(place: usize, rest: u64, count: u64): void {
  out = place;
  bits = rest;
  used = count;
}

/** Puts what was queued, and tells where the next is to be queued: at the start. */
export function putQueue(end: usize): usize {
  let place = out;
  let all = bits;
  let count = used;
  for (let at = QUEUE; at < end; at += 8) {
    const entry = load<u64>(at);
    all |= ((entry << 8) >> 8) << count;
    count += entry >> 56;
    store<u64>(place, all);
    place += <usize>(count >> 3);
    all >>= count & ~7;
    count &= 7;
  }
  went(place, all, count);
  return QUEUE;
}
