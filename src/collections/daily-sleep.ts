import { z } from 'zod';
import { defineDocument } from './define.js';
import { contributor, integer, isoDate, localizedDateTime, model, nullable } from './fields.js';

/** The sleep score of a day and what went into it. */
export const dailySleep = defineDocument({
  name: 'daily_sleep',
  title: 'Daily Sleep',
  model: 'PublicDailySleep',
  scope: 'daily',
  instant: ['timestamp'],
  day: 'day',
  isOnePerDay: true,
  fields: {
    contributors: model(
      'PublicSleepContributors',
      z.object({
        deep_sleep: contributor(),
        efficiency: contributor(),
        latency: contributor(),
        rem_sleep: contributor(),
        restfulness: contributor(),
        timing: contributor(),
        total_sleep: contributor(),
      }),
    ),
    day: isoDate,
    score: nullable(integer()),
    timestamp: localizedDateTime,
  },
});
