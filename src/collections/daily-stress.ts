import { z } from 'zod';
import { defineDocument } from './define.js';
import { integer, isoDate, model, nullable } from './fields.js';

/** Seconds of high stress and of high recovery, in steps of a quarter of an hour. */
export const dailyStress = defineDocument({
  name: 'daily_stress',
  title: 'Daily Stress',
  model: 'PublicDailyStress',
  scope: 'daily',
  instant: ['day'],
  day: 'day',
  isOnePerDay: true,
  fields: {
    day: isoDate,
    day_summary: nullable(model('PublicDailyStressSummary', z.enum(['restored', 'normal', 'stressful']))),
    recovery_high: nullable(integer()),
    stress_high: nullable(integer()),
  },
});
