import { putBounded } from '../lib/bounded-map.js';
import type { Clock } from '../lib/clock.js';

/** Wrong passwords in a row before waiting begins. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Made-up names counted at once; a flood of them pushes out the oldest, and never the count of a user. */
const MAXIMUM_MADE_UP = 10_000;
/** Passwords checked at once: each takes 32 MB, a core and one of Node's four threads for such work. */
const MAXIMUM_CHECKS = 2;

/** Who somebody says they are. */
export interface Claim {
  /** The id of a user, or what was typed where there is none. */
  name: string;
  isUser: boolean;
}

/** Slows down guessing of passwords, by the clock. */
export interface SignInThrottle {
  /** Runs a check of a password unless the name has to wait; tells the seconds to wait instead. */
  attempt(claim: Claim, check: () => Promise<boolean>): Promise<{ isRight: boolean } | { waitSeconds: number }>;
}

interface Failures {
  count: number;
  waitUntilMs: number;
}

/** Builds a throttle; it forgets when the server stops. */
export function createSignInThrottle(clock: Clock): SignInThrottle {
  const [ofUsers, ofMadeUp] = [new Map<string, Failures>(), new Map<string, Failures>()];
  let checks = 0;
  return {
    async attempt({ name, isUser }, check) {
      const failures = isUser ? ofUsers : ofMadeUp;
      const now = clock.now();
      const { count, waitUntilMs } = failures.get(name) ?? { count: 0, waitUntilMs: 0 };
      // A clock that was turned back shall not lock anybody out for longer.
      if (waitUntilMs > now && waitUntilMs - now <= LONGEST_WAIT_MS) return { waitSeconds: Math.ceil((waitUntilMs - now) / 1000) };
      if (checks >= MAXIMUM_CHECKS) return { waitSeconds: 1 };
      // Counted before the check: of many at once each is one.
      const waitMs = count + 1 < FREE_FAILURES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count + 1 - FREE_FAILURES), LONGEST_WAIT_MS);
      failures.delete(name);
      putBounded(failures, isUser ? Number.POSITIVE_INFINITY : MAXIMUM_MADE_UP, name, { count: count + 1, waitUntilMs: now + waitMs });
      checks++;
      try {
        const isRight = await check();
        if (isRight) failures.delete(name);
        return { isRight };
      } finally {
        checks--;
      }
    },
  };
}
