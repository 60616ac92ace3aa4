import { eventsOn } from '../events.js';
import type { Person } from '../person/person.js';

const SATURDAY = 6;
const DAYS_OFF_AFTER_SHIFTS = 2;
const HOLIDAY_BLOCK_DAYS = 91;
const HOLIDAY_SHARE = 0.45;

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Whether a day is one of holiday: planned, or about two of chance a year, 5 to 12 days long (own estimate). */
export function isOnHoliday(person: Person, day: number): boolean {
  if (eventsOn(person.events, 'holiday', day).length > 0) return true;
  const block = Math.floor(day / HOLIDAY_BLOCK_DAYS);
  if (person.chance.uniform('holiday', block) >= HOLIDAY_SHARE) return false;
  const first = block * HOLIDAY_BLOCK_DAYS + Math.floor(78 * person.chance.uniform('holiday start', block));
  const days = 5 + Math.floor(8 * person.chance.uniform('holiday length', block));
  return day >= first && day < first + days;
}

/** What work asks of a day; a night shift is the one that begins in its evening. Nobody works in shifts around a journey. */
export function workOn(person: Person, day: number): { isFree: boolean; isNightShift: boolean } {
  const { shifts } = person.habits;
  if (isOnHoliday(person, day)) return { isFree: true, isNightShift: false };
  const weekday = weekdayOf(day);
  if (!shifts) return { isFree: weekday === 0 || weekday === SATURDAY, isNightShift: false };
  if (person.calendar.lastJourney(day + 2) !== null) return { isFree: true, isNightShift: false };
  const place = (((day + person.chance.bits('shifts', 0)) % shifts.cycleDays) + shifts.cycleDays) % shifts.cycleDays;
  const isNightShift = place < shifts.nightShiftDays;
  return { isFree: !isNightShift && place < shifts.nightShiftDays + DAYS_OFF_AFTER_SHIFTS, isNightShift };
}
