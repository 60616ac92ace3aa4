import type { EventType } from '../storage/subscriptions.js';

/** One thing that happened to one document. */
export interface WebhookEvent {
  eventType: EventType;
  dataType: string;
  objectId: string;
  timeMs: number;
  userId: string;
}

/** The body, byte for byte what `JSON.stringify(JSON.parse(body))` gives: receivers sign that again. */
export function eventBody({ eventType, dataType, objectId, timeMs, userId }: WebhookEvent): string {
  return JSON.stringify({
    event_type: eventType,
    data_type: dataType,
    object_id: objectId,
    event_time: wholeSeconds(timeMs),
    user_id: userId,
  });
}

/** `2026-01-02T03:04:05+00:00`. */
export function wholeSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}
