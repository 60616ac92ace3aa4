import { localDateTime } from '../lib/dates.js';
import type { DayContext, DerivedDocument } from './derive-day.js';

/** The `tag` documents of a day: tags of the first generation, whose own words are all in `text`. */
export function tagDocuments({ recording }: DayContext): DerivedDocument[] {
  return recording.tags
    .filter((tag) => tag.isFirstGeneration)
    .map(({ key, startMs, offsetMinutes, code, customName, comment }) => {
      const timestamp = localDateTime(startMs, offsetMinutes);
      const body = { day: timestamp.slice(0, 10), text: comment ?? customName, timestamp, tags: code === 'custom' ? [] : [code] };
      return { key, body };
    });
}

/** The `enhanced_tag` documents of a day. */
export function enhancedTagDocuments({ recording }: DayContext): DerivedDocument[] {
  return recording.tags
    .filter((tag) => !tag.isFirstGeneration)
    .map(({ key, startMs, endMs, offsetMinutes, code, customName, comment }) => {
      const start = localDateTime(startMs, offsetMinutes);
      const end = endMs === null ? null : localDateTime(endMs, offsetMinutes);
      const body = {
        tag_type_code: code,
        start_time: start,
        end_time: end,
        start_day: start.slice(0, 10),
        end_day: end?.slice(0, 10) ?? null,
        comment,
        custom_name: customName,
      };
      return { key, body };
    });
}
