import { defineDocument } from './define.js';
import { integer, isoDate, nullable } from './fields.js';

/** The age of the blood vessels in years. Real rows of 2024 have no id. */
export const dailyCardiovascularAge = defineDocument({
  name: 'daily_cardiovascular_age',
  title: 'Daily Cardiovascular Age',
  model: 'PublicDailyCardiovascularAge',
  scope: 'heart_health',
  instant: ['day'],
  day: 'day',
  isOnePerDay: true,
  fields: {
    day: isoDate,
    vascular_age: nullable(integer()),
  },
});
