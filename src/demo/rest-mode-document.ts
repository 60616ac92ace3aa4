import type { Body } from '../collections/define.js';
import { dayText } from '../lib/dates.js';
import { localText, wallMs } from './helsinki-time.js';
import type { Life } from './life.js';
import { restPeriodNear } from './rest-periods.js';

/** The rest mode period that begins on a day. */
export function restModeBodies(life: Life, day: number): Body[] {
  const { startDay, endDay, severity } = restPeriodNear(life.chance, day);
  if (startDay !== day) return [];
  const startMs = wallMs(startDay, 540 + Math.round(120 * life.chance.uniform('rest minute', day)));
  const isFever = severity > 0.5;
  return [
    {
      end_day: dayText(endDay),
      end_time: localText(wallMs(endDay, 1200)),
      episodes: [{ tags: isFever ? ['tag_generic_fever', 'tag_generic_cold'] : ['tag_generic_tired'], timestamp: localText(startMs) }],
      start_day: dayText(startDay),
      start_time: localText(startMs),
    },
  ];
}
