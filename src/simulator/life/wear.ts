import { isRingLeftBehind } from '../day/charge-cause.js';
import { nextCharge } from '../day/charging.js';
import type { Person } from '../person/person.js';

/** Whether the ring is worn and has charge in the night before a home day. */
export function isNightRecorded(person: Person, day: number): boolean {
  if (person.chance.uniform('lost night', day) < person.wear.lostNightShare || isRingLeftBehind(person, day - 1)) return false;
  const { empty } = nextCharge(person, day);
  return !empty || empty.day >= day;
}
