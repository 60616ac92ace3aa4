import { putBounded } from '../lib/bounded-map.js';
import type { Counts } from './rate-limit.js';

/** Keys counted at once; a flood of made-up bearers pushes out the oldest instead of filling the memory. */
const MOST_KEYS = 100_000;

/** Counts of a process that is alone; nothing here waits, so of any number of requests at once each is counted. */
export function createOwnCounts(): Counts {
  let current = 0;
  const counts = new Map<string, number>();
  return {
    take(key, limit, window) {
      if (window !== current) counts.clear();
      current = window;
      const count = (counts.get(key) ?? 0) + 1;
      if (count > limit) return false;
      putBounded(counts, MOST_KEYS, key, count);
      return true;
    },
    giveBack(key, window) {
      if (window === current) counts.set(key, (counts.get(key) ?? 1) - 1);
    },
  };
}
