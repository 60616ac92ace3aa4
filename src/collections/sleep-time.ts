import { z } from 'zod';
import { defineDocument } from './define.js';
import { integer, isoDate, model, nullable } from './fields.js';

const recommendations = [
  ...(['improve_efficiency', 'earlier_bedtime', 'later_bedtime'] as const),
  ...(['earlier_wake_up_time', 'later_wake_up_time', 'follow_optimal_bedtime'] as const),
];
const statuses = [
  ...(['not_enough_nights', 'not_enough_recent_nights', 'bad_sleep_quality'] as const),
  ...(['only_recommended_found', 'optimal_found'] as const),
];

/** A suggested bedtime: offsets from local midnight and of the zone from UTC, all in seconds. */
export const sleepTime = defineDocument({
  name: 'sleep_time',
  title: 'Sleep Time',
  model: 'PublicSleepTime',
  scope: 'daily',
  instant: ['day'],
  day: 'day',
  isOnePerDay: true,
  fields: {
    day: isoDate,
    optimal_bedtime: nullable(
      model('PublicSleepTimeWindow', z.object({ day_tz: integer(), end_offset: integer(), start_offset: integer() })),
    ),
    recommendation: nullable(model('PublicSleepTimeRecommendation', z.enum(recommendations))),
    status: nullable(model('PublicSleepTimeStatus', z.enum(statuses))),
  },
});
