import { putBounded } from '../lib/bounded-map.js';
import type { Store } from '../storage/store.js';
import type { Counts } from './rate-limit.js';

/** Keys counted at once; a flood of made-up bearers pushes out the oldest instead of filling the memory. */
const MOST_KEYS = 100_000;
/** Of a limit, what a process takes at once: it asks the others once for so many requests. */
const SHARE = 1 / 100;
/** Of what is left of a limit, the most that is taken at once, so that little of the rest lies idle in another process. */
const SHARE_OF_REST = 1 / 16;

/** What processes take from, all of them from the same. */
export interface CommonCounts {
  /** Takes up to `wanted` more for a key, besides `used`, which have been used already; how many of them there are. */
  reserve(key: string, limit: number, window: number, used: number, wanted: number): Promise<number>;
}

interface Kept {
  /** May still be used without asking: a client's first requests shall not wait. */
  free: number;
  /** Were used without asking, and nobody has been told. */
  untold: number;
  /** Were reserved and have not been used. */
  left: number;
  asking: Promise<void> | null;
  isExhausted: boolean;
}

/**
 * Counts of one process among several. A hundredth of a limit is used without asking, more is reserved a hundredth at a time, and less the
 * less is left: a limit below 100 is exact, a larger one to a hundredth for each further process.
 */
export function createSharedCounts(common: CommonCounts): Counts {
  let current = 0;
  const kept = new Map<string, Kept>();

  function keptOf(key: string, limit: number, window: number): Kept {
    if (window !== current) kept.clear();
    current = window;
    const found = kept.get(key);
    if (found) return found;
    const made: Kept = { free: Math.floor(limit * SHARE), untold: 0, left: 0, asking: null, isExhausted: false };
    putBounded(kept, MOST_KEYS, key, made);
    return made;
  }

  async function ask(key: string, limit: number, window: number, one: Kept): Promise<void> {
    try {
      const used = one.untold;
      const granted = await common.reserve(key, limit, window, used, Math.ceil(limit * SHARE));
      one.untold -= used;
      one.left += granted;
      one.isExhausted = granted === 0;
    } finally {
      // Whoever could not be asked is asked again by the next request.
      one.asking = null;
    }
  }

  async function wait(key: string, limit: number, window: number, one: Kept): Promise<boolean> {
    while (one.left === 0 && !one.isExhausted) {
      one.asking ??= ask(key, limit, window, one);
      await one.asking;
    }
    if (one.left === 0) return false;
    one.left--;
    return true;
  }

  return {
    take(key, limit, window) {
      const one = keptOf(key, limit, window);
      if (one.left > 0) {
        one.left--;
        return true;
      }
      if (one.free > 0) {
        one.free--;
        one.untold++;
        return true;
      }
      return one.isExhausted ? false : wait(key, limit, window, one);
    },
    giveBack(key, window) {
      const one = window === current ? kept.get(key) : undefined;
      if (one) one.left++;
    },
  };
}

/** Of what is left, how many are granted to who wants some. */
const granted = (rest: number, wanted: number) => Math.max(0, Math.min(wanted, Math.ceil(rest * SHARE_OF_REST), rest));

/** Keeps the counts for all, in the process that all others ask. */
export function createCommonCounts(): CommonCounts {
  let current = 0;
  const taken = new Map<string, number>();
  return {
    async reserve(key, limit, window, used, wanted) {
      if (window > current) taken.clear();
      current = Math.max(window, current);
      const before = (taken.get(key) ?? 0) + used;
      const more = granted(limit - before, wanted);
      putBounded(taken, MOST_KEYS, key, before + more);
      return more;
    },
  };
}

/** Keeps the counts for all in the store, where they are servers on several machines. */
export function storedCounts({ requestCounts }: Pick<Store, 'requestCounts'>): CommonCounts {
  return {
    reserve: (key, limit, window, used, wanted) => requestCounts.reserve(key, limit, window, used, (rest) => granted(rest, wanted)),
  };
}
