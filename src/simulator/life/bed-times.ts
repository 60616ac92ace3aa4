import { clamp } from '../../derive/scores/rounding.js';
import type { Person } from '../person/person.js';
import { illnessOn } from './illness.js';
import type { Intent } from './life.js';
import { isOnHoliday } from './work-days.js';

const HOUR_MS = 3_600_000;
const EARLIEST_SHIFT = -150;
const LATEST_SHIFT = 210;
const AFTER_NIGHT_SHIFT = 7.5 * 60;
const SHIFT_SLEEP_LOSS_HOURS = 1.3;
const LAST_SHIFT_SLEEP_LOSS_HOURS = 2.8;
// The night's part of the phase error: how many minutes an hour of it moves bedtime.
const SHIFT_PER_PHASE_HOUR = 14;

/** When somebody would go to bed and for how long, before neighbouring nights are looked at. */
export interface BedTimes {
  startMs: number;
  hours: number;
  /** Minutes after the usual time of going to bed. */
  lateMinutes: number;
}

/** The wish for the night `day`, after the intent of the evening and that of the day to come. */
export function bedTimesOn(person: Person, evening: Intent, morning: Intent, phaseError: number, day: number): BedTimes {
  const { chance, habits } = person;
  const inBedChance = (habits.inBedSpread / 60) * chance.normal('hours in bed', day);
  if (evening.isNightShift) {
    const loss = morning.isNightShift ? SHIFT_SLEEP_LOSS_HOURS : LAST_SHIFT_SLEEP_LOSS_HOURS;
    const startMinutes = AFTER_NIGHT_SHIFT + 15 * chance.normal('bed', day);
    const hours = clamp(habits.hoursInBed - loss + 0.7 * inBedChance, 3.5, 9);
    return { startMs: instantOf(person, day, startMinutes), hours, lateMinutes: 0 };
  }
  const spread = chance.normal('bed', day);
  const illness = illnessOn(person, day);
  const severity = Math.min(1.2, illness?.severity ?? 0);
  const isArriving = person.calendar.lastJourney(day)?.daysSince === 1;
  const late =
    (morning.isFree ? habits.weekendBedShift : 0) +
    (isOnHoliday(person, day) ? 20 : 0) +
    (isArriving ? 0 : habits.bedSpread * (0.92 * spread + 0.4 * chance.drift('bed', day, 9)) - SHIFT_PER_PHASE_HOUR * phaseError) +
    35 * Math.min(1, evening.alcohol) -
    15 * severity;
  const lateMinutes = clamp(late, isArriving ? 0 : EARLIEST_SHIFT, LATEST_SHIFT);
  // Alarms ring at the same time after a late evening.
  const hours =
    habits.hoursInBed +
    (morning.isFree ? habits.weekendExtraMinutes / 60 : -0.3 * Math.min(1, evening.alcohol)) +
    0.93 * inBedChance -
    (habits.inBedSpread / 60) * 0.37 * spread +
    0.75 * severity -
    0.07 * Math.abs(phaseError);
  const wishedMs = instantOf(person, day, habits.bedMinutes + lateMinutes);
  // Not before the journey, which begins at noon.
  const startMs = isArriving ? Math.max(wishedMs, person.calendar.homeMs(day - 1, 13 * 60)) : wishedMs;
  return { startMs, hours: clamp(hours, 3.5, 12), lateMinutes };
}

/** `minutes` after midnight by the clock where they are, whole seconds. */
function instantOf({ calendar }: Person, day: number, minutes: number): number {
  return calendar.homeMs(day, Math.round(minutes * 60) / 60) - calendar.phaseHours(day) * HOUR_MS;
}
