import { z } from 'zod';
import { defineDocument } from './define.js';
import { integer, isoDate, localizedDateTime, model, nullable, number, readinessContributors, sample, text } from './fields.js';

const readiness = model(
  'PublicReadiness',
  z.object({
    contributors: readinessContributors,
    score: nullable(integer()),
    temperature_deviation: nullable(number()),
    temperature_trend_deviation: nullable(number()),
  }),
);

/**
 * One period in bed. Durations in seconds, heart rates per minute, variability as RMSSD in ms. Phases: 1 deep, 2 light, 3 REM, 4 awake;
 * movement: 1 none, 2 restless, 3 tossing and turning, 4 active. `period` counts from 0 within the sleep day.
 */
export const sleep = defineDocument({
  name: 'sleep',
  title: 'Sleep',
  model: 'PublicModifiedSleepModel',
  scope: 'daily',
  instant: ['bedtime_start'],
  day: 'day',
  isBulky: true,
  exportName: 'sleepmodel',
  fields: {
    average_breath: nullable(number()),
    average_heart_rate: nullable(number()),
    average_hrv: nullable(integer()),
    awake_time: nullable(integer()),
    bedtime_end: localizedDateTime,
    bedtime_start: localizedDateTime,
    day: isoDate,
    deep_sleep_duration: nullable(integer()),
    efficiency: nullable(integer()),
    heart_rate: nullable(sample),
    hrv: nullable(sample),
    latency: nullable(integer()),
    light_sleep_duration: nullable(integer()),
    low_battery_alert: z.boolean(),
    lowest_heart_rate: nullable(integer()),
    movement_30_sec: nullable(text()),
    period: integer(),
    readiness: nullable(readiness),
    readiness_score_delta: nullable(integer()),
    rem_sleep_duration: nullable(integer()),
    restless_periods: nullable(integer()),
    sleep_algorithm_version: nullable(model('PublicSleepAlgorithmVersion', z.enum(['v1', 'v2']))),
    sleep_analysis_reason: nullable(model('PublicSleepAnalysisReason', z.enum(['foreground_sleep_analysis', 'bedtime_edit']))),
    sleep_phase_30_sec: nullable(text()),
    sleep_phase_5_min: nullable(text()),
    sleep_score_delta: nullable(integer()),
    time_in_bed: integer(),
    total_sleep_duration: nullable(integer()),
    type: nullable(model('PublicSleepType', z.enum(['deleted', 'sleep', 'long_sleep', 'late_nap', 'rest']))),
    ring_id: nullable(text()),
    app_sleep_phase_5_min: nullable(text()),
  },
});
