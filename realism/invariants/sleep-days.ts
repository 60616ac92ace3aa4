import { dayText } from '../../src/lib/dates.js';
import { localDay } from '../local-time.js';
import type { Invariant } from './invariant.js';
import { ofPeriods } from './sleep-durations.js';

const LONG_SLEEP_SECONDS = 3 * 3600;

/** I-15 and I-16: where periods in bed stand in the calendar. */
export const sleepDays: Invariant[] = [
  ofPeriods('I-15', 'day is the local date of bedtime_end by its own offset, the next one from 18:00 on', ({ document, day }, expect) => {
    const expected = localDay(document.bedtime_end, -6);
    expect(day === expected, () => `${document.bedtime_end}: ${document.day}, expected ${dayText(expected)}`);
  }),
  {
    id: 'I-16',
    text: 'periods do not overlap and count from 0 within their day; at most one long_sleep a day, of 3 h or more',
    check: ({ periods }, expect) => {
      let [endMs, day, place, longs] = [Number.NEGATIVE_INFINITY, Number.NaN, 0, 0];
      for (const period of periods) {
        const isNewDay = period.day !== day;
        if (isNewDay) [day, place, longs] = [period.day, 0, 0];
        const { document } = period;
        const isLong = document.type === 'long_sleep';
        if (isLong) longs++;
        const fits = !isLong || (longs === 1 && document.time_in_bed >= LONG_SLEEP_SECONDS);
        expect(
          period.startMs >= endMs && document.period === place && fits,
          () => `${document.bedtime_start}: period ${document.period}, ${document.type} of ${document.time_in_bed} s`,
        );
        endMs = Math.max(endMs, period.endMs);
        place++;
      }
    },
  },
];
