import { localDateTime } from '../lib/dates.js';
import type { DayContext, DerivedDocument } from './derive-day.js';

/** The `rest_mode_period` documents begun on a day. */
export function restModeDocuments({ recording }: DayContext): DerivedDocument[] {
  return recording.restModes.map(({ key, startMs, endMs, startOffsetMinutes, endOffsetMinutes, episodes }) => {
    const start = localDateTime(startMs, startOffsetMinutes);
    const end = endMs === null ? null : localDateTime(endMs, endOffsetMinutes);
    const body = {
      end_day: end?.slice(0, 10) ?? null,
      end_time: end,
      episodes: episodes.map(({ atMs, offsetMinutes, tags }) => ({ tags, timestamp: localDateTime(atMs, offsetMinutes) })),
      start_day: start.slice(0, 10),
      start_time: start,
    };
    return { key, body };
  });
}
