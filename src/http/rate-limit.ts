import type { Clock } from '../lib/clock.js';
import { ApiError } from './errors.js';

/** Seconds in which the limit counts; windows begin at multiples of it. */
const WINDOW_SECONDS = 300;
/** Bearers counted at once; a flood of made-up ones pushes out the oldest instead of filling the memory. */
const MAXIMUM_BEARERS = 100_000;

/** Counts a request of a bearer and throws 429 beyond the limit. */
export type RateLimit = (bearer: string) => void;

/** Allows each bearer `limit` requests per five minutes of the clock; 0 switches it off. */
export function createRateLimit(clock: Clock, limit: number): RateLimit {
  if (limit === 0) return () => {};
  let windowStart = 0;
  const counts = new Map<string, number>();
  return (bearer) => {
    const seconds = Math.floor(clock.now() / 1000);
    const start = seconds - (seconds % WINDOW_SECONDS);
    if (start !== windowStart) {
      windowStart = start;
      counts.clear();
    }
    const count = (counts.get(bearer) ?? 0) + 1;
    if (count > limit) throw tooMany(limit, start + WINDOW_SECONDS, seconds);
    counts.set(bearer, count);
    if (counts.size > MAXIMUM_BEARERS) counts.delete(counts.keys().next().value as string);
  };
}

function tooMany(limit: number, resetSeconds: number, nowSeconds: number): ApiError {
  return new ApiError(429, 'Request Rate Limit Exceeded.', {
    'Retry-After': String(resetSeconds - nowSeconds),
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Window': String(WINDOW_SECONDS),
    'X-RateLimit-Reset': String(resetSeconds),
    'X-RateLimit-Tier': 'token',
  });
}
