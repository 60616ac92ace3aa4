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
      let endMs = Number.NEGATIVE_INFINITY;
      // By day, since one that is lived twice at the date line can have another between its halves.
      const places = new Map<number, { next: number; longs: number }>();
      for (const period of periods) {
        const place = places.get(period.day) ?? { next: 0, longs: 0 };
        places.set(period.day, place);
        const { document } = period;
        const isLong = document.type === 'long_sleep';
        if (isLong) place.longs++;
        const fits = !isLong || (place.longs === 1 && document.time_in_bed >= LONG_SLEEP_SECONDS);
        expect(
          period.startMs >= endMs && document.period === place.next && fits,
          () => `${document.bedtime_start}: period ${document.period}, ${document.type} of ${document.time_in_bed} s`,
        );
        endMs = Math.max(endMs, period.endMs);
        place.next++;
      }
    },
  },
];
