import type { Clock } from '../lib/clock.js';

/** Wrong passwords in a row before waiting begins. */
const FREE_FAILURES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** Names counted at once; a flood of made-up ones pushes out the oldest. */
const MAXIMUM_NAMES = 10_000;
/** Passwords checked at once: each takes 32 MB and a core. */
const MAXIMUM_CHECKS = 4;

/** Slows down guessing of passwords, by the clock. */
export interface SignInThrottle {
  /** Runs a check of a password unless `name` has to wait; tells the seconds to wait instead. */
  attempt(name: string, check: () => Promise<boolean>): Promise<{ isRight: boolean } | { waitSeconds: number }>;
}

/** Builds a throttle; it forgets when the server stops. */
export function createSignInThrottle(clock: Clock): SignInThrottle {
  const failures = new Map<string, { count: number; waitUntilMs: number }>();
  let checks = 0;
  return {
    async attempt(name, check) {
      const now = clock.now();
      const { count, waitUntilMs } = failures.get(name) ?? { count: 0, waitUntilMs: 0 };
      // A clock that was turned back shall not lock anybody out for longer.
      if (waitUntilMs > now && waitUntilMs - now <= LONGEST_WAIT_MS) return { waitSeconds: Math.ceil((waitUntilMs - now) / 1000) };
      if (checks >= MAXIMUM_CHECKS) return { waitSeconds: 1 };
      // Counted before the check: of many at once each is one.
      const waitMs = count + 1 < FREE_FAILURES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (count + 1 - FREE_FAILURES), LONGEST_WAIT_MS);
      failures.delete(name);
      failures.set(name, { count: count + 1, waitUntilMs: now + waitMs });
      if (failures.size > MAXIMUM_NAMES) failures.delete(failures.keys().next().value as string);
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
