import { dayNumber } from '../../src/lib/dates.js';
import { parseEvent } from '../../src/simulator/events.js';
import type { PersonSpec } from '../../src/simulator/service/person-spec.js';

/** The first home day of the eventful people. */
export const FIRST_DAY = dayNumber('2026-03-01') as number;

const events = (...texts: string[]) => texts.map(parseEvent);
const base = { seed: 'eventful', index: 5, firstDay: FIRST_DAY, beats: false };

/** Three people to whom much happens within a month: naps confirmed and rejected, bedtimes corrected, workouts dismissed, and what is planned. */
export const eventfulPeople: readonly (PersonSpec & { persona: string })[] = [
  {
    ...base,
    persona: 'traveller',
    beats: true,
    zone: 'Europe/Helsinki',
    events: events('jet-lag:9@2026-03-10', 'jet-lag:-23@2026-03-24+3'),
  },
  { ...base, index: 10, persona: 'shift-worker', zone: 'America/New_York', events: events('membership-lapse@2026-03-20+3') },
  {
    ...base,
    persona: 'patchy',
    events: events('app-not-opened@2026-03-08+6', 'rest-mode@2026-03-16+5', 'ring-change@2026-03-20', 'battery-flat@2026-03-25'),
  },
];
