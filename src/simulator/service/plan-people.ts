import type { LifeEvent } from '../events.js';
import type { Scenario } from '../scenario.js';
import { firstDayOf, type PersonSpec } from './person-spec.js';

/** Days simulated unless something else is said. */
const DAYS = 90;
/** Days before the first event and after the last one, where events alone tell when. */
const DAYS_AROUND_EVENTS = 30;

/** What the command line can say without a scenario file. */
export interface Wishes {
  seed: string;
  users: number;
  beats: boolean;
  persona?: PersonSpec['persona'];
  zone?: string | undefined;
  events: readonly LifeEvent[];
  days: number | null;
  /** The last day, days since 1970-01-01. */
  end: number | null;
}

/**
 * A scenario out of wishes. Without an end, that is a month after the last event, so that the same words mean the same anywhere and at any time;
 * without events, `today`. Without a number of days, 90, or as many as begin a month before the first event.
 */
export function scenarioOf(wishes: Wishes, today: number): Scenario {
  const { seed, users, beats, persona, zone, events } = wishes;
  const lastOfEvents = Math.max(...events.map(({ day, days }) => day + days - 1));
  const end = wishes.end ?? (events.length > 0 ? lastOfEvents + DAYS_AROUND_EVENTS : today);
  const firstOfEvents = Math.min(...events.map(({ day }) => day));
  const days = wishes.days ?? Math.max(DAYS, end - firstOfEvents + 1 + DAYS_AROUND_EVENTS);
  const people = { count: users, persona, zone: zone as Scenario['people'][number]['zone'], events: [...events] };
  return { seed, days: Number.isFinite(days) ? days : DAYS, end, beats, people: [people] };
}

/** The people of a scenario, in its order. */
export function planPeople({ seed, days, end, beats, people }: Scenario): PersonSpec[] {
  const specs: PersonSpec[] = [];
  for (const { count, ...person } of people) {
    for (let i = 0; i < count; i++) {
      const wanted = { ...person, seed, index: specs.length, beats };
      specs.push({ ...wanted, firstDay: firstDayOf(wanted, end - days + 1, end) });
    }
  }
  return specs;
}
