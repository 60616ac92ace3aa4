// Reads what src/storage/varint.ts writes, between two places. What is damaged is refused in the end.

/** The byte that is read next. */
export let at: usize = 0;
export let end: usize = 0;
/** Whether something was read that cannot be so. */
export let isRefused: bool = false;

export function startReading(from: usize, to: usize): void {
  isRefused = false;
  goOnReading(from, to);
}

/** Reads elsewhere, and still knows of what was refused. */
export function goOnReading(from: usize, to: usize): void {
  at = from;
  end = to;
}

/** Where so many bytes lie that are not read here. */
export function take(bytes: u64): usize {
  const place = at;
  if (bytes <= <u64>(end - at)) at += <usize>bytes;
  else isRefused = true;
  return place;
}

export function refuse(): void {
  isRefused = true;
}

export function byte(): u64 {
  if (at < end) return load<u8>(at++);
  isRefused = true;
  return 0;
}

export function unsigned(): u64 {
  let value: u64 = 0;
  for (let shift: u64 = 0; shift < 56; shift += 7) {
    const next = byte();
    value |= (next & 0x7f) << shift;
    if (next < 0x80) return value;
  }
  isRefused = true;
  return 0;
}

export function signed(): i64 {
  const first = byte();
  const size = ((first >> 1) & 0x3f) + (first >= 0x80 ? unsigned() << 6 : 0);
  return first & 1 ? -(<i64>size) : <i64>size;
}
