import type { Person } from '../person/person.js';

const HOUR_MS = 3_600_000;

/** The instant at which somebody's own clock, that of wherever they are, shows `minutes` after midnight of a home day. */
export function ownMs(person: Person, day: number, minutes: number): number {
  return person.calendar.homeMs(day, minutes) - person.calendar.phaseHours(day) * HOUR_MS;
}
