const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const SLEEP_DAY_TURN_HOURS = 18;
const ACTIVITY_DAY_TURN_HOURS = 4;

/**
 * The sleep day a period belongs to, in days since 1970-01-01: the local date of its end, the next one from 18:00 on (help centre
 * 1500009653181; 726 of 726 published periods of 2023 and 2024). Instants in ms, the offset in minutes east of UTC at the end.
 */
export function sleepDay(endMs: number, offsetMinutes: number): number {
  return localDay(endMs, offsetMinutes, DAY_HOURS - SLEEP_DAY_TURN_HOURS);
}

/** The activity day of an instant, in days since 1970-01-01: local days turn at 04:00. */
export function activityDay(instantMs: number, offsetMinutes: number): number {
  return localDay(instantMs, offsetMinutes, -ACTIVITY_DAY_TURN_HOURS);
}

/** Types of the wire for a period that was not deleted. */
export type SleepType = 'long_sleep' | 'late_nap' | 'sleep' | 'rest';

/** What decides about the type of a period in bed. */
export interface SleepPeriod {
  endMs: number;
  offsetMinutes: number;
  timeInBedSeconds: number;
  totalSleepSeconds: number;
  /** What the wearer said of a detected nap; null if nothing. */
  isConfirmed: boolean | null;
}

const LEAST_NAP_SECONDS = 15 * 60;
const LONG_SLEEP_SECONDS = 3 * 3600;

/**
 * The type of a period; null where it is too short or without sleep. From 3 h on it counts by itself; shorter ones are naps from 15 min on
 * (help centre 1500009653181), `late_nap` if a confirmed one ends after the sleep day's turn, `rest` if rejected (contract, `PublicSleepType`).
 */
export function sleepType({ endMs, offsetMinutes, timeInBedSeconds, totalSleepSeconds, isConfirmed }: SleepPeriod): SleepType | null {
  if (timeInBedSeconds < LEAST_NAP_SECONDS || totalSleepSeconds === 0) return null;
  if (timeInBedSeconds >= LONG_SLEEP_SECONDS) return 'long_sleep';
  if (isConfirmed === false) return 'rest';
  const isLate = sleepDay(endMs, offsetMinutes) > localDay(endMs, offsetMinutes, 0);
  return isConfirmed && isLate ? 'late_nap' : 'sleep';
}

function localDay(instantMs: number, offsetMinutes: number, shiftHours: number): number {
  return Math.floor((instantMs + offsetMinutes * 60_000 + shiftHours * HOUR_MS) / (DAY_HOURS * HOUR_MS));
}
