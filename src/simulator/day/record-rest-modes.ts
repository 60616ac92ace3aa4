import type { RestModeRecording } from '../../derive/recordings.js';
import { clamp } from '../../derive/scores/rounding.js';
import type { Life } from '../life/life.js';
import { ownMs } from './own-ms.js';

const MOST_DAYS = 40;
const END_MINUTES = 1200;
const HOUR_MS = 3_600_000;

/** The time with paused goals that begins on a home day, at most one: from the morning of the first day to the evening of the last. */
export function recordRestModes(life: Life, day: number): RestModeRecording[] {
  const { person, intent } = life;
  if (!intent(day).isResting || intent(day - 1).isResting) return [];
  let last = day;
  while (last < day + MOST_DAYS && intent(last + 1).isResting) last++;
  const { startMs: riseMs, endMs: bedMs } = life.day(day);
  const startMinutes = Math.round(540 + 120 * person.chance.uniform('rest minute', day));
  const startMs = clamp(ownMs(person, day, startMinutes), Math.ceil(riseMs / 60_000) * 60_000, bedMs - HOUR_MS);
  const endMs = Math.max(startMs + HOUR_MS, ownMs(person, last, END_MINUTES));
  const { illness } = life.state(day);
  const tags = illness > 0.8 ? ['tag_generic_fever', 'tag_generic_cold'] : illness > 0.2 ? ['tag_generic_cold'] : ['tag_generic_tired'];
  const startOffsetMinutes = person.calendar.offsetMinutesAt(startMs);
  const endOffsetMinutes = person.calendar.offsetMinutesAt(endMs);
  const episodes = [{ atMs: startMs, offsetMinutes: startOffsetMinutes, tags }];
  return [{ key: `rest/${day}`, startMs, endMs, startOffsetMinutes, endOffsetMinutes, episodes }];
}
