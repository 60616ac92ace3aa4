import type { Clock } from '../lib/clock.js';
import { ApiError } from './errors.js';

/** Seconds in which the limit counts; windows begin at multiples of it. */
const WINDOW_SECONDS = 300;
/** Bearers counted at once; a flood of made-up ones pushes out the oldest instead of filling the memory. */
const MAXIMUM_BEARERS = 100_000;

/** Counts a request of a bearer, and of the app its token was issued to, and throws 429 beyond the limit of either. */
export type RateLimit = (bearer: string, appNo?: number | null) => void;

type Tier = 'token' | 'application';

/** Allows each bearer `limit` requests per five minutes of the clock, and each app `appLimit`; 0 switches a limit off. */
export function createRateLimit(clock: Clock, limit: number, appLimit = 0): RateLimit {
  if (limit === 0 && appLimit === 0) return () => {};
  let windowStart = 0;
  const ofBearers = new Map<string, number>();
  const ofApps = new Map<number, number>();
  return (bearer, appNo = null) => {
    const seconds = Math.floor(clock.now() / 1000);
    const start = seconds - (seconds % WINDOW_SECONDS);
    if (start !== windowStart) {
      windowStart = start;
      ofBearers.clear();
      ofApps.clear();
    }
    const count = (ofBearers.get(bearer) ?? 0) + 1;
    const appCount = appNo === null ? 0 : (ofApps.get(appNo) ?? 0) + 1;
    // A refused request counts for neither. Nothing here waits, so of any number at once each is counted.
    if (limit !== 0 && count > limit) throw tooMany('token', limit, start + WINDOW_SECONDS, seconds);
    if (appLimit !== 0 && appCount > appLimit) throw tooMany('application', appLimit, start + WINDOW_SECONDS, seconds);
    ofBearers.set(bearer, count);
    if (appNo !== null) ofApps.set(appNo, appCount);
    if (ofBearers.size > MAXIMUM_BEARERS) ofBearers.delete(ofBearers.keys().next().value as string);
  };
}

function tooMany(tier: Tier, limit: number, resetSeconds: number, nowSeconds: number): ApiError {
  return new ApiError(429, 'Request Rate Limit Exceeded.', {
    'Retry-After': String(resetSeconds - nowSeconds),
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Window': String(WINDOW_SECONDS),
    'X-RateLimit-Reset': String(resetSeconds),
    'X-RateLimit-Tier': tier,
  });
}
