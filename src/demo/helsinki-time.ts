import { DAY_MS, localDateTime } from '../lib/dates.js';

const MINUTE_MS = 60_000;
const WINTER_MINUTES = 120;
const MARCH = 2;
const OCTOBER = 9;

/** Minutes east of UTC in Helsinki by today's rule of the European Union, applied to all years: summer time adds one hour. */
export function offsetMinutesAt(ms: number): number {
  const year = new Date(ms).getUTCFullYear();
  const isSummer = ms >= lastSundayMs(year, MARCH) && ms < lastSundayMs(year, OCTOBER);
  return isSummer ? WINTER_MINUTES + 60 : WINTER_MINUTES;
}

/** 01:00 UTC of the last Sunday of a month of 31 days. */
function lastSundayMs(year: number, month: number): number {
  const last = Date.UTC(year, month, 31, 1);
  return last - new Date(last).getUTCDay() * DAY_MS;
}

/** The instant at which clocks show `minutes` after midnight of a day (any number, also negative), cut to whole seconds. */
export function wallMs(day: number, minutes: number): number {
  const wall = day * DAY_MS + Math.round(minutes * 60) * 1000;
  return wall - offsetMinutesAt(wall - WINTER_MINUTES * MINUTE_MS) * MINUTE_MS;
}

/** What clocks show at an instant, in minutes after midnight of `day`. */
export function wallMinutes(ms: number, day: number): number {
  return (ms - day * DAY_MS) / MINUTE_MS + offsetMinutesAt(ms);
}

/** An instant as `2026-01-02T03:04:05.000+02:00`. */
export function localText(ms: number): string {
  return localDateTime(ms, offsetMinutesAt(ms));
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
