import { derivedUuid } from '../../lib/ids.js';
import type { LifeEvent } from '../events.js';
import { createPerson } from '../person/create-person.js';
import type { PersonaName } from '../person/personas.js';
import { createWearer } from '../wearer/create-wearer.js';
import type { Wearer } from '../wearer/wearer.js';

/** All that a simulated person follows from; kept with the user as JSON. */
export interface PersonSpec {
  seed: string;
  /** Place among the people of the seed, from 0. */
  index: number;
  /** Undefined: drawn from the population. */
  persona?: PersonaName | undefined;
  zone?: string | undefined;
  sex?: 'female' | 'male' | undefined;
  age?: number | undefined;
  events: readonly LifeEvent[];
  /** First home day with a ring, days since 1970-01-01. */
  firstDay: number;
  /** Whether single heartbeats of the nights are kept. */
  beats: boolean;
}

/** The first day with a ring, of a simulation from `firstDay` to `lastDay`: some have had theirs for some days only. */
export function firstDayOf(spec: Omit<PersonSpec, 'firstDay'>, firstDay: number, lastDay: number): number {
  const { ringAgeDays } = createPerson(spec).wear;
  return ringAgeDays === null ? firstDay : Math.max(firstDay, lastDay - ringAgeDays + 1);
}

/** The id of the user somebody becomes: the same on every machine, another one for another life. When it begins makes no difference. */
export function userIdOf({ seed, index, persona, zone, sex, age, events }: PersonSpec): string {
  return derivedUuid('simulated user', seed, index, persona ?? 'population', JSON.stringify([zone, sex, age, events]));
}

/** The person with a ring, as recorded from the first day on. */
export function wearerOf(spec: PersonSpec): Wearer {
  const person = createPerson(spec);
  return createWearer(person, spec.firstDay, { beats: spec.beats });
}
