import { localDateTime } from '../lib/dates.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import type { Readings } from './recordings.js';

/** The `session` documents begun on a day. */
export function sessionDocuments({ recording }: DayContext): DerivedDocument[] {
  return recording.sessions.map(({ key, startMs, endMs, offsetMinutes, type, mood, interval, heartRate, hrv, motionCount }) => {
    const start = localDateTime(startMs, offsetMinutes);
    const sampleOf = (items: Readings | null) => (items === null ? null : { interval, items, timestamp: start });
    const body = {
      day: start.slice(0, 10),
      end_datetime: localDateTime(endMs, offsetMinutes),
      heart_rate: sampleOf(heartRate),
      heart_rate_variability: sampleOf(hrv),
      mood,
      motion_count: sampleOf(motionCount),
      start_datetime: start,
      type,
    };
    return { key, body };
  });
}
