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

/** The events of a kind that last on a day. */
export function eventsOn(events: readonly LifeEvent[], kind: EventKind, day: number): LifeEvent[] {
  return events.filter((event) => event.kind === kind && event.day <= day && day < event.day + event.days);
}
