import { z } from 'zod';
import { defineDocument } from './define.js';
import { date, model, number } from './fields.js';

/** How well the wearer stands up to stress, over two weeks; contributors are 0 to 100. */
export const dailyResilience = defineDocument({
  name: 'daily_resilience',
  title: 'Daily Resilience',
  model: 'DailyResilienceModel',
  scope: 'stress',
  instant: ['day'],
  day: 'day',
  hasMeta: false,
  isSelectable: false,
  isOnePerDay: true,
  fields: {
    day: date(),
    contributors: model('ResilienceContributors', z.object({ sleep_recovery: number(), daytime_recovery: number(), stress: number() })),
    level: model('LongTermResilienceLevel', z.enum(['limited', 'adequate', 'solid', 'strong', 'exceptional'])),
  },
});
