import { defineDocument } from './define.js';
import { integer, isoDate, localizedDateTime, nullable, number, readinessContributors } from './fields.js';

/** The readiness score of a day; temperatures are deviations from the wearer's own normal in °C. */
export const dailyReadiness = defineDocument({
  name: 'daily_readiness',
  title: 'Daily Readiness',
  model: 'PublicDailyReadiness',
  scope: 'daily',
  instant: ['timestamp'],
  day: 'day',
  isOnePerDay: true,
  fields: {
    contributors: readinessContributors,
    day: isoDate,
    score: nullable(integer()),
    temperature_deviation: nullable(number()),
    temperature_trend_deviation: nullable(number()),
    timestamp: localizedDateTime,
  },
});
