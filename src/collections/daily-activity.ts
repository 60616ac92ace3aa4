import { z } from 'zod';
import { defineDocument } from './define.js';
import { contributor, integer, isoDate, localizedDateTime, model, nullable, number, sample, text } from './fields.js';

/**
 * 24 hours of movement from 04:00 local time. Times in seconds, distances in metres, energy in kilocalories; `met` holds one value a
 * minute, `class_5_min` one character per five minutes (0 not worn, 1 rest, 2 inactive, 3 low, 4 medium, 5 high).
 */
export const dailyActivity = defineDocument({
  name: 'daily_activity',
  title: 'Daily Activity',
  model: 'PublicDailyActivity',
  scope: 'daily',
  instant: ['timestamp'],
  day: 'day',
  isOnePerDay: true,
  isBulky: true,
  fields: {
    active_calories: integer(),
    average_met_minutes: number(),
    class_5_min: nullable(text()),
    contributors: model(
      'PublicActivityContributors',
      z.object({
        meet_daily_targets: contributor(),
        move_every_hour: contributor(),
        recovery_time: contributor(),
        stay_active: contributor(),
        training_frequency: contributor(),
        training_volume: contributor(),
      }),
    ),
    day: isoDate,
    equivalent_walking_distance: integer(),
    high_activity_met_minutes: integer(),
    high_activity_time: integer(),
    inactivity_alerts: integer(),
    low_activity_met_minutes: integer(),
    low_activity_time: integer(),
    medium_activity_met_minutes: integer(),
    medium_activity_time: integer(),
    met: sample,
    meters_to_target: integer(),
    non_wear_time: integer(),
    resting_time: integer(),
    score: nullable(integer()),
    sedentary_met_minutes: integer(),
    sedentary_time: integer(),
    steps: integer(),
    target_calories: integer(),
    target_meters: integer(),
    timestamp: localizedDateTime,
    total_calories: integer(),
  },
});
