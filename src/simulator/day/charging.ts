import { clamp } from '../../derive/scores/rounding.js';
import type { Person } from '../person/person.js';
import { type ChargeCause, chargeCauseOn } from './charge-cause.js';

/** One charging of the ring, which stays in the charger until full. Minutes are after midnight of a day, by the wearer's own clock. */
export interface Charge {
  day: number;
  /** Where it is meant to begin; the plan of the day may move it. */
  startMinutes: number;
  minutes: number;
  /** Percent when put into the charger. */
  fromLevel: number;
  /** When the ring ran empty before. */
  empty: { day: number; minutes: number } | null;
}

const LEAST_LEVEL = 8;
const LEAST_LOSS = 12.2;
const EMPTY_MINUTES = 18 * 60;

function chargeOn(person: Person, day: number, cause: ChargeCause): Charge {
  const { chance, wear, habits } = person;
  const before = chargeDayBefore(person, day);
  const loss = Math.max(LEAST_LOSS, wear.dailyLoss * (1 + 0.06 * chance.normal('loss', before)));
  const left = 100 - loss * (day - before);
  // What is due by number does not know of a ring charged in between because it was new or came back.
  const foundEmptyDay = cause.emptyDay !== null && cause.emptyDay > before ? cause.emptyDay : null;
  const fromLevel = foundEmptyDay !== null ? 0 : cause.kind === 'due' ? Math.max(LEAST_LEVEL, left) : Math.max(0, left);
  const emptyDay = fromLevel > 0 ? null : (foundEmptyDay ?? before + Math.max(1, Math.floor(100 / loss)));
  const riseMinutes = habits.bedMinutes + 60 * habits.hoursInBed;
  const isMorning = cause.kind === 'flat' || (cause.kind === 'due' && chance.uniform('charge by morning', day) < 0.25);
  const startMinutes = isMorning ? riseMinutes + 45 : (emptyDay === day ? 1180 : 1110) + 150 * chance.uniform('charge minute', day);
  return {
    day,
    startMinutes: Math.round(startMinutes),
    minutes: Math.ceil(FULL_MINUTES - minutesToLevel(fromLevel)),
    fromLevel,
    empty: emptyDay === null ? null : { day: emptyDay, minutes: cause.kind === 'flat' ? Math.round(riseMinutes + 90) : EMPTY_MINUTES },
  };
}

/** The last day before a home day on which the ring is charged. */
export function chargeDayBefore(person: Person, day: number): number {
  let before = day - 1;
  while (!chargeCauseOn(person, before)) before--;
  return before;
}

/** The next charging on a home day or after it. */
export function nextCharge(person: Person, day: number): Charge {
  for (let next = day; ; next++) {
    const cause = chargeCauseOn(person, next);
    if (cause) return chargeOn(person, next, cause);
  }
}

const FAST_LEVEL = 80;
const FAST_MINUTES = 45;
const FULL_MINUTES = 80;

/** Minutes in the charger up to a level in percent: 45 to 80 %, and 35 more to full. Own estimate. */
export function minutesToLevel(level: number): number {
  if (level < FAST_LEVEL) return (level / FAST_LEVEL) * FAST_MINUTES;
  return FAST_MINUTES + ((level - FAST_LEVEL) / (100 - FAST_LEVEL)) * (FULL_MINUTES - FAST_MINUTES);
}

/** The level in percent after minutes in the charger: the inverse of `minutesToLevel`. */
export function levelAfterMinutes(minutes: number): number {
  const fast = Math.min(1, minutes / FAST_MINUTES) * FAST_LEVEL;
  return fast + clamp((minutes - FAST_MINUTES) / (FULL_MINUTES - FAST_MINUTES), 0, 1) * (100 - FAST_LEVEL);
}
