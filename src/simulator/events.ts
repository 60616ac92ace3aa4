import { dayNumber } from '../lib/dates.js';

/** Kinds of events a scenario can plan. */
export const EVENT_KINDS = [
  ...(['flu', 'fever', 'alcohol', 'hard-training', 'jet-lag', 'dst', 'holiday', 'rest-mode'] as const),
  ...(['ring-change', 'battery-flat', 'app-not-opened', 'membership-lapse'] as const),
];
export type EventKind = (typeof EVENT_KINDS)[number];

/** Something planned to happen to a person, on home days. */
export interface LifeEvent {
  kind: EventKind;
  /** Its first day (days since 1970-01-01) and how many it lasts. */
  day: number;
  days: number;
  /** Zones crossed of `jet-lag` (east positive), hours of `dst`, grams per kg of `alcohol`; severity, 1 being ordinary, of the others. */
  amount: number;
}

/** What an event of a kind is like unless its text says so. */
interface KindOfEvent {
  days: number;
  /** Absent where there is nothing to choose: then it is 1. */
  amount?: { ordinary: number; low: number; high: number; of: string };
}

const severity = { ordinary: 1, low: 0.2, high: 2, of: 'severity, 1 being ordinary' };
const kinds: Record<EventKind, KindOfEvent> = {
  flu: { days: 9, amount: severity },
  fever: { days: 3, amount: severity },
  alcohol: { days: 1, amount: { ordinary: 0.8, low: 0.1, high: 2.5, of: 'grams per kg of weight' } },
  'hard-training': { days: 14, amount: severity },
  'jet-lag': { days: 10, amount: { ordinary: 8, low: -24, high: 24, of: 'zones, east positive' } },
  dst: { days: 7, amount: { ordinary: 1, low: -1, high: 1, of: 'hours forward' } },
  holiday: { days: 10 },
  'rest-mode': { days: 4 },
  'ring-change': { days: 1 },
  'battery-flat': { days: 2 },
  'app-not-opened': { days: 4 },
  'membership-lapse': { days: 30 },
};

const MOST_DAYS = 366;
// kind, then amount after a colon or in brackets, then day and length.
const EVENT = /^([a-z-]+)(?::([^@()]*)|\(([^@()]*)\))?(?:@([^+]*)(?:\+(.*))?)?$/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;

/** Reads `kind[:amount]@day[+days]`, as `flu@2026-02-01`, `jet-lag:-9@2026-03-10` or `holiday@2026-07-01+14`; `jet-lag(-9)` is the same. */
export function parseEvent(text: string): LifeEvent {
  const wrong = (why: string) => new Error(`event ${JSON.stringify(text)}: ${why}`);
  const match = EVENT.exec(text.trim());
  if (!match) throw wrong('write it as kind[:amount]@day[+days], like flu@2026-02-01 or jet-lag:9@2026-03-10+14');
  const [, name = '', afterColon, inBrackets, dayWritten, daysWritten] = match;
  const kind = EVENT_KINDS.find((known) => known === name);
  if (!kind) throw wrong(`there is no ${name}; the kinds are ${EVENT_KINDS.join(', ')}`);
  if (dayWritten === undefined) throw wrong(`say when: ${name}@2026-02-01`);
  const day = dayNumber(dayWritten);
  if (day === null) throw wrong(`${JSON.stringify(dayWritten)} is no day; write it like 2026-02-01`);
  const days = daysWritten === undefined ? kinds[kind].days : numberIn(daysWritten, 1, MOST_DAYS);
  if (days === null || !Number.isInteger(days)) throw wrong(`a length is a whole number of days from 1 to ${MOST_DAYS}, like +14`);
  return { kind, day, days, amount: readAmount(kind, afterColon ?? inBrackets, wrong) };
}

function readAmount(kind: EventKind, written: string | undefined, wrong: (why: string) => Error): number {
  const { amount } = kinds[kind];
  if (written === undefined) return amount?.ordinary ?? 1;
  if (!amount) throw wrong(`${kind} takes no amount; write ${kind}@2026-02-01`);
  const value = numberIn(written, amount.low, amount.high);
  // Clocks are set in steps of a quarter of an hour.
  const isInSteps = value !== null && (value * 4) % 1 === 0;
  if (value === null || value === 0)
    throw wrong(`the amount of ${kind} is a number from ${amount.low} to ${amount.high} but not 0 (${amount.of})`);
  if ((kind === 'jet-lag' || kind === 'dst') && !isInSteps) throw wrong(`the amount of ${kind} goes in steps of 0.25 (${amount.of})`);
  return value;
}

function numberIn(text: string, low: number, high: number): number | null {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  return value >= low && value <= high ? value : null;
}

/** The events of a kind that last on a day. */
export function eventsOn(events: readonly LifeEvent[], kind: EventKind, day: number): LifeEvent[] {
  return events.filter((event) => event.kind === kind && event.day <= day && day < event.day + event.days);
}
