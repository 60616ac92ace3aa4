import type { Clock } from '../lib/clock.js';
import { ApiError } from './errors.js';

/** Seconds in which the limit counts; windows begin at multiples of it. */
const WINDOW_SECONDS = 300;

/**
 * Counts a request of a bearer, and of the app its token was issued to, and throws 429 beyond the limit of either. With a promise it asks
 * to be waited for.
 */
export type RateLimit = (bearer: string, appNo?: number | null) => void | Promise<void>;

/** Counts what is asked for within windows of five minutes; each has the limit `limit`, or none with 0. */
export interface Counts {
  /** Counts one; false where the limit is reached. A promise where somebody else has to be asked. */
  take(key: string, limit: number, window: number): boolean | Promise<boolean>;
  /** Takes one back that was counted. */
  giveBack(key: string, window: number): void;
}

/** Allows each bearer `limit` requests per five minutes of the clock, and each app `appLimit`; 0 switches a limit off. */
export function createRateLimit(clock: Clock, limit: number, appLimit: number, counts: Counts): RateLimit {
  if (limit === 0 && appLimit === 0) return () => {};
  return (bearer, appNo = null) => {
    const seconds = Math.floor(clock.now() / 1000);
    const window = Math.floor(seconds / WINDOW_SECONDS);
    const refuse = (isTaken: boolean, tier: 'token' | 'application', most: number) => {
      if (!isTaken) throw tooMany(tier, most, (window + 1) * WINDOW_SECONDS, seconds);
    };
    const takeOfApp = (): void | Promise<void> => {
      if (appLimit === 0 || appNo === null) return;
      const isTaken = counts.take(`app ${appNo}`, appLimit, window);
      // A refused request counts for neither.
      const judge = (isAllowed: boolean) => {
        if (!isAllowed && limit !== 0) counts.giveBack(bearer, window);
        refuse(isAllowed, 'application', appLimit);
      };
      return typeof isTaken === 'boolean' ? judge(isTaken) : isTaken.then(judge);
    };
    if (limit === 0) return takeOfApp();
    const isTaken = counts.take(bearer, limit, window);
    if (typeof isTaken === 'boolean') {
      refuse(isTaken, 'token', limit);
      return takeOfApp();
    }
    return isTaken.then((isAllowed) => {
      refuse(isAllowed, 'token', limit);
      return takeOfApp();
    });
  };
}

function tooMany(tier: 'token' | 'application', limit: number, resetSeconds: number, nowSeconds: number): ApiError {
  return new ApiError(429, 'Request Rate Limit Exceeded.', {
    'Retry-After': String(resetSeconds - nowSeconds),
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Window': String(WINDOW_SECONDS),
    'X-RateLimit-Reset': String(resetSeconds),
    'X-RateLimit-Tier': tier,
  });
}
