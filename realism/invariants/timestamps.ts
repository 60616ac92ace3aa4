import { documentsOf } from '../view.js';
import type { Invariant } from './invariant.js';

interface Bedtime {
  day: string;
  status: string | null;
  optimal_bedtime: object | null;
  recommendation: string | null;
}

/** I-40 and I-41: times that documents are stamped with, and sleep_time. */
export const timestamps: Invariant[] = [
  {
    id: 'I-40',
    text: 'daily_sleep and daily_readiness are stamped 00:00 UTC of their day, daily_activity local time with offset in ms',
    check: ({ dailySleepOn, readinessOn, activities }, expect) => {
      for (const { day, timestamp } of [...dailySleepOn.values(), ...readinessOn.values()])
        expect(timestamp === `${day}T00:00:00.000+00:00`, () => `${day}: ${timestamp}`);
      for (const { document } of activities)
        expect(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.000[+-]\d\d:\d\d$/.test(document.timestamp), () => document.timestamp);
    },
  },
  {
    id: 'I-41',
    text: 'sleep_time without enough nights suggests nothing',
    check: ({ history }, expect) => {
      for (const { day, status, optimal_bedtime: bedtime, recommendation } of documentsOf<Bedtime>(history, 'sleep_time')) {
        if (status !== 'not_enough_nights' && status !== null)
          expect(status !== 'optimal_found' || bedtime !== null, () => `${day}: ${status}`);
        else expect(bedtime === null && recommendation === null, () => `${day}: ${recommendation}`);
      }
    },
  },
];
