import { DAY_MS } from '../../lib/dates.js';
import type { LifeEvent } from '../events.js';
import type { Calendar } from './calendar.js';
import { createItinerary, type Leg } from './itinerary.js';
import type { Journey } from './journeys.js';
import { createOffsetSpans } from './offset-spans.js';
import { summerMinutes, type Zone } from './zones.js';

/** What somebody's clock depends on. */
export interface CalendarOptions {
  zone: Zone;
  /** Of these, `jet-lag` and `dst` move the clock. */
  events: readonly LifeEvent[];
  /** Journeys of chance, by block of home days. */
  journeys(block: number): Journey | null;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MINUTES = 24 * 60;
const NOON = 12 * 60;
const EASTMOST = 14 * 60;
/** Where clocks on earth are set. */
const OFFSETS = [-12 * 60, EASTMOST] as const;
const HALF_TURN = [-12 * 60, 12 * 60] as const;
const TURN_OF_DAY_MS = 4 * HOUR_MS;
/** How far back the last journey of chance can matter. */
const LOOK_BACK_DAYS = 40;
const SETTLED_DAYS = 15;

/** Builds the clock of a person. */
export function createCalendar({ zone, events, journeys }: CalendarOptions): Calendar {
  const legsBetween = createItinerary(events, journeys);
  const shifts = events
    .filter(({ kind }) => kind === 'dst')
    .map(({ day, amount }) => ({ ms: day * DAY_MS + HOUR_MS, minutes: amount * 60 }));

  const slowHomeOffset = (ms: number) =>
    shifts.reduce((sum, shift) => sum + (ms >= shift.ms ? shift.minutes : 0), zone.standardMinutes + summerMinutes(zone, ms));
  const homeChanges = (year: number) => [...Object.values<number>({ ...zone.summerTime?.(year) }), ...shifts.map(({ ms }) => ms)];
  const homeSpanAt = createOffsetSpans(homeChanges, slowHomeOffset);
  const homeOffsetMinutesAt = (ms: number) => homeSpanAt(ms).offsetMinutes;

  const homeMs = (day: number, minutes: number) => {
    const wall = day * DAY_MS + Math.round(minutes * 60) * 1000;
    const offset = homeOffsetMinutesAt(wall - DAY_MS);
    const ms = wall - offset * MINUTE_MS;
    const offsetThen = homeOffsetMinutesAt(ms);
    if (offsetThen === offset) return ms;
    // Clocks have changed. A time that they skip is counted on from before the change; of one shown twice the first is meant.
    const later = wall - offsetThen * MINUTE_MS;
    return homeOffsetMinutesAt(later) === offsetThen ? later : ms;
  };

  const legMs = (leg: Leg) => homeMs(leg.day, NOON);
  const legsBy = (day: number) => legsBetween(day - LOOK_BACK_DAYS, day);
  const slowOffset = (ms: number) => {
    const leg = legsBy(Math.ceil(ms / DAY_MS) + 1).findLast((candidate) => legMs(candidate) <= ms);
    return leg && leg.zones !== 0 ? folded(homeOffsetMinutesAt(legMs(leg)) + leg.zones * 60, OFFSETS) : homeOffsetMinutesAt(ms);
  };
  const changes = (year: number) => [
    ...homeChanges(year),
    ...legsBetween(Date.UTC(year, 0) / DAY_MS - 2, Date.UTC(year + 1, 0) / DAY_MS + 2).map(legMs),
  ];
  const spanAt = createOffsetSpans(changes, slowOffset);
  const offsetMinutesAt = (ms: number) => spanAt(ms).offsetMinutes;

  return {
    offsetMinutesAt,
    homeOffsetMinutesAt,
    homeMs,
    phaseHours: (homeDay) => {
      const ms = homeMs(homeDay, 0);
      return folded(offsetMinutesAt(ms) - homeOffsetMinutesAt(ms), HALF_TURN) / 60;
    },
    localDay: (ms) => Math.floor((ms + offsetMinutesAt(ms) * MINUTE_MS) / DAY_MS),
    activityStartMs: (day) => {
      const wall = day * DAY_MS + TURN_OF_DAY_MS;
      let from = wall - EASTMOST * MINUTE_MS;
      for (;;) {
        const span = spanAt(from);
        const reached = Math.max(from, wall - span.offsetMinutes * MINUTE_MS);
        if (reached < span.toMs) return reached;
        from = span.toMs;
      }
    },
    lastJourney: (homeDay) => {
      const legs = legsBy(homeDay - 1);
      const leg = legs.at(-1);
      if (!leg || (leg.zones === 0 && homeDay - leg.day > SETTLED_DAYS)) return null;
      return { zones: folded((leg.zones - (legs.at(-2)?.zones ?? 0)) * 60, HALF_TURN) / 60, daysSince: homeDay - leg.day };
    },
  };
}

/** Minutes within a range, by adding or taking away days. */
function folded(minutes: number, [low, high]: readonly [number, number]): number {
  let result = minutes;
  while (result > high) result -= DAY_MINUTES;
  while (result < low) result += DAY_MINUTES;
  return result;
}
