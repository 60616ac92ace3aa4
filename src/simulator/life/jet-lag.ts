import type { Calendar } from '../person/calendar.js';

const HOUR_MS = 3_600_000;
// Hours a day by which the inner clock catches up: it is drawn out more easily than advanced (own estimate).
const EASTWARD_RATE = 1;
const WESTWARD_RATE = 1.3;
// How much of a change of summer time is still felt on the nights after it.
const CLOCK_CHANGE_LEFT = [1, 0.75, 0.5, 0.25];

/** Hours folded into −12 up to but not including 12. */
export function foldHours(hours: number): number {
  return ((((hours + 12) % 24) + 24) % 24) - 12;
}

/** Hours the inner clock lags behind (−) or runs ahead of (+) the local one in the night `day`: journeys and changes of summer time. */
export function phaseErrorOn(calendar: Calendar, day: number): number {
  return journeyError(calendar, day) + clockChangeError(calendar, day);
}

function journeyError(calendar: Calendar, day: number): number {
  const journey = calendar.lastJourney(day);
  if (!journey) return 0;
  // A journey begins at noon, and is felt first in the night after.
  const earlier = calendar.lastJourney(day - journey.daysSince);
  const before = earlier ? relaxed(foldHours(-earlier.zones), earlier.daysSince) : 0;
  return relaxed(foldHours(before - journey.zones), journey.daysSince - 1);
}

function relaxed(error: number, days: number): number {
  return error > 0 ? Math.max(0, error - WESTWARD_RATE * days) : Math.min(0, error + EASTWARD_RATE * days);
}

function clockChangeError(calendar: Calendar, day: number): number {
  const offsetOn = (homeDay: number) => calendar.homeOffsetMinutesAt(homeDay * 24 * HOUR_MS);
  let error = 0;
  let offset = offsetOn(day + 1);
  for (let i = 0; i < CLOCK_CHANGE_LEFT.length; i++) {
    const earlier = offsetOn(day - i);
    error -= ((offset - earlier) / 60) * (CLOCK_CHANGE_LEFT[i] as number);
    offset = earlier;
  }
  return error;
}
