import { z } from 'zod';
import { defineDocument } from './define.js';
import { integer, isoDate, model, nullable, number } from './fields.js';

/** Blood oxygen of a night in percent, and disturbances of breathing per hour. */
export const dailySpo2 = defineDocument({
  name: 'daily_spo2',
  title: 'Daily Spo2',
  model: 'PublicDailySpO2',
  scope: 'spo2',
  instant: ['day'],
  day: 'day',
  isOnePerDay: true,
  fields: {
    breathing_disturbance_index: nullable(integer()),
    day: isoDate,
    spo2_percentage: nullable(model('PublicSpo2AggregatedValues', z.object({ average: number() }))),
  },
});
