/** The digits of 0 to 999, three bytes and a zero each. */
export const TRIPLES = memory.data(4000, 16);
for (let n: u32 = 0; n < 1000; n++) {
  store<u32>(TRIPLES + n * 4, 0x303030 | (n / 100) | (((n / 10) % 10) << 8) | ((n % 10) << 16));
}

/** Copies 16 bytes at a time, and so up to 15 more. */
export function copy(to: usize, from: usize, length: i32): void {
  for (let at = 0; at < length; at += 16) v128.store(to + at, v128.load(from + at));
}

export function triple(n: u32): u32 {
  return load<u32>(TRIPLES + n * 4);
}

export function pair(n: u32): u16 {
  return load<u16>(TRIPLES + n * 4 + 1);
}

/** Writes a whole number, and up to three bytes more; where it ends. */
export function writeInteger(start: usize, value: i32): usize {
  let out = start;
  let rest = <u32>value;
  if (value < 0) {
    store<u8>(out++, 0x2d);
    rest = -value;
  }
  if (rest >= 1000) {
    out = writeInteger3(out, rest / 1000);
    store<u32>(out, triple(rest % 1000));
    return out + 3;
  }
  return writeSmall(out, rest);
}

/** As many groups of three digits as it takes. */
function writeInteger3(start: usize, value: u32): usize {
  if (value < 1000) return writeSmall(start, value);
  const out = writeInteger3(start, value / 1000);
  store<u32>(out, triple(value % 1000));
  return out + 3;
}

function writeSmall(out: usize, value: u32): usize {
  const size = 1 + <u32>(value >= 10) + <u32>(value >= 100);
  store<u32>(out, triple(value) >> ((3 - size) << 3));
  return out + size;
}
