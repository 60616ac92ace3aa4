const HALF_TURN = 2 ** 53;

/** `to - from`; where a number cannot hold that exactly, a turn of 2^54 nearer to zero, which `sum` takes back. */
export function difference(from: number, to: number): number {
  const plain = to - from;
  if (Number.isSafeInteger(plain)) return plain;
  return from < 0 ? to - HALF_TURN - (from + HALF_TURN) : to + HALF_TURN - (from - HALF_TURN);
}

/** The number that `difference` tells from another one. */
export function sum(from: number, step: number): number {
  const plain = from + step;
  if (Number.isSafeInteger(plain)) return plain;
  return from < 0 ? from + HALF_TURN + (step + HALF_TURN) : from - HALF_TURN + (step - HALF_TURN);
}
