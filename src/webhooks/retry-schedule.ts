import { chanceOf } from './chance.js';

/** Seconds from one attempt to the next: ten retries in an hour. */
export const RETRY_SECONDS: readonly number[] = [10, 30, 60, 120, 240, 360, 480, 600, 840, 900];

/** By how much a wait may be shorter or longer, so that what failed together does not come again together. */
export const JITTER = 0.1;
/** However long a receiver asks to be left alone. */
const LONGEST_WAIT_SECONDS = 3600;

/** How long to wait after failed attempt number `attempts` (from 1), in ms; null once the schedule is used up. */
export function retryDelayMs(schedule: readonly number[], attempts: number, deliveryNo: number, askedSeconds: number): number | null {
  const seconds = schedule[attempts - 1];
  if (seconds === undefined) return null;
  const jittered = seconds * (1 + JITTER * (2 * chanceOf('retry', deliveryNo, attempts) - 1));
  return Math.round(Math.max(jittered, Math.min(askedSeconds, LONGEST_WAIT_SECONDS)) * 1000);
}

/** The seconds that a `Retry-After` header asks for: a number, or a date (RFC 9110 §10.2.3). 0 where there is none. */
export function retryAfterSeconds(header: string | null, machineMs: number): number {
  if (header === null) return 0;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? 0 : Math.max(0, (dateMs - machineMs) / 1000);
}
