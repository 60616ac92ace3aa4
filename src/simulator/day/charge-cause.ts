import { eventsOn } from '../events.js';
import type { Person } from '../person/person.js';

/** Why the ring is charged: because it is time, because it was found empty, or because it came back or is new. */
export interface ChargeCause {
  kind: 'due' | 'forgotten' | 'flat' | 'new';
  /** The day on which the ring ran empty before, where that is what it comes from. */
  emptyDay: number | null;
}

const SPREAD_DAYS = 1.2;
const QUIET_DAYS_BEFORE_FLAT = 3;

/** Whether and why the ring is charged on a home day. */
export function chargeCauseOn(person: Person, day: number): ChargeCause | null {
  if (isFlat(person, day) || isRingLeftBehind(person, day)) return null;
  if (isFlat(person, day - 1)) {
    let emptyDay = day - 1;
    while (isFlat(person, emptyDay - 1)) emptyDay--;
    return { kind: 'flat', emptyDay };
  }
  const isNew = person.events.some((event) => event.kind === 'ring-change' && event.day === day);
  if (isNew || isRingLeftBehind(person, day - 1)) return { kind: 'new', emptyDay: null };
  for (let ahead = 1; ahead <= QUIET_DAYS_BEFORE_FLAT; ahead++) if (isFlat(person, day + ahead)) return null;
  return dueCauseOn(person, day);
}

function isFlat({ events }: Person, day: number): boolean {
  return events.length > 0 && eventsOn(events, 'battery-flat', day).length > 0;
}

// Charges are numbered; each is due on a day of its own, and a forgotten one is made up for once the ring is empty.
function dueCauseOn(person: Person, day: number): ChargeCause | null {
  const { chance, wear } = person;
  const latest = Math.floor(day / wear.chargeEveryDays);
  for (let number = latest; number >= latest - 2; number--) {
    const due = dueDay(person, number);
    // Never two in a row, so that a day depends on a few numbers only.
    if (!isMissed(person, number) || isMissed(person, number - 1)) {
      if (due === day) return { kind: 'due', emptyDay: null };
      continue;
    }
    const runsDays = Math.max(2, Math.floor(100 / wear.dailyLoss));
    const emptyDay = Math.max(due, Math.min(dueDay(person, number - 1) + runsDays, dueDay(person, number + 1) - 2));
    if (emptyDay + Math.floor(2 * chance.uniform('charge late', number)) === day) return { kind: 'forgotten', emptyDay };
  }
  return null;
}

function dueDay({ chance, wear }: Person, number: number): number {
  return Math.floor(number * wear.chargeEveryDays + SPREAD_DAYS * chance.uniform('charge day', number));
}

function isMissed({ chance, wear }: Person, number: number): boolean {
  return chance.uniform('charge forgotten', number) < wear.forgetsChargeShare;
}

const BLOCK_DAYS = 73;
const LEFT_BEHIND_SHARE = 0.04;

/** Whether the person is away on a home day and the ring at home: 2 to 10 days, about once in five years. Own estimate. */
export function isRingLeftBehind({ chance }: Person, day: number): boolean {
  const block = Math.floor(day / BLOCK_DAYS);
  if (chance.uniform('left behind', block) >= LEFT_BEHIND_SHARE) return false;
  const since = day - block * BLOCK_DAYS - Math.floor((BLOCK_DAYS - 11) * chance.uniform('left behind from', block));
  return since >= 0 && since < 2 + Math.floor(9 * chance.uniform('left behind for', block));
}
