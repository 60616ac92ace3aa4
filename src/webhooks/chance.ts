import { hash } from 'node:crypto';

/** From 0 to 1, the same for the same parts: what happens to a delivery can be told in advance, and does not change with a restart. */
export function chanceOf(...parts: (string | number)[]): number {
  return hash('sha256', JSON.stringify(parts), 'buffer').readUInt32BE() / 2 ** 32;
}
