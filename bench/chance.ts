/** Repeatable numbers from 0 up to but not including 1. */
export type Chance = () => number;

/** The same numbers for the same seed (Mulberry32). */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to but not including `bound`. */
export function below(chance: Chance, bound: number): number {
  return Math.floor(chance() * bound);
}
