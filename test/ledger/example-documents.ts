/** Body of a sleep as captured years ago: only what is required. */
export const OLD_SLEEP = {
  bedtime_start: '2023-05-06T22:30:00+02:00',
  bedtime_end: '2023-05-07T06:30:00+02:00',
  day: '2023-05-07',
  low_battery_alert: false,
  period: 0,
  time_in_bed: 28_800,
};

const TIMES = { start_datetime: '2026-01-02T10:00:00+02:00', end_datetime: '2026-01-02T11:00:00+02:00' };
const DAY = { day: '2026-01-02' };
const DAY_AND_TIME = { ...DAY, timestamp: '2026-01-02T04:00:00+02:00' };

const activity = {
  ...DAY_AND_TIME,
  ...{ active_calories: 400, average_met_minutes: 1.5, class_5_min: '0123', contributors: { stay_active: 80 } },
  ...{ equivalent_walking_distance: 8000, high_activity_met_minutes: 1, high_activity_time: 60, inactivity_alerts: 0 },
  ...{ low_activity_met_minutes: 100, low_activity_time: 9000, medium_activity_met_minutes: 90, medium_activity_time: 1800 },
  met: { interval: 60, items: [1, 1.5, null], timestamp: '2026-01-02T04:00:00+02:00' },
  ...{ meters_to_target: 100, non_wear_time: 0, resting_time: 30_000, score: 85, sedentary_met_minutes: 5, sedentary_time: 20_000 },
  ...{ steps: 9000, target_calories: 450, target_meters: 9000, total_calories: 2400 },
};

/** One valid document of each collection, without id. */
export const exampleDocuments: Record<string, Record<string, unknown>> = {
  tag: { ...DAY_AND_TIME, text: 'tired', tags: ['tag_generic_lowenergy'] },
  enhanced_tag: { tag_type_code: 'custom', start_time: '2026-01-02T09:00:00+02:00', start_day: '2026-01-02', custom_name: 'Sauna' },
  workout: { ...DAY, ...TIMES, activity: 'running', calories: 400.5, intensity: 'moderate', source: 'manual' },
  session: {
    ...DAY,
    ...TIMES,
    type: 'breathing',
    mood: 'good',
    heart_rate: { interval: 5, items: [60, null], timestamp: TIMES.start_datetime },
  },
  daily_activity: activity,
  daily_sleep: { ...DAY_AND_TIME, contributors: { timing: 80 }, score: 77 },
  daily_spo2: { ...DAY, spo2_percentage: { average: 97.25 } },
  daily_readiness: { ...DAY_AND_TIME, contributors: { hrv_balance: 60 }, temperature_deviation: -0.25 },
  sleep: { ...OLD_SLEEP, hrv: { interval: 300, items: [40, null], timestamp: OLD_SLEEP.bedtime_start }, type: 'long_sleep' },
  sleep_time: { ...DAY, optimal_bedtime: { day_tz: 7200, end_offset: -3600, start_offset: -7200 } },
  rest_mode_period: {
    start_day: '2026-01-02',
    end_day: '2026-01-05',
    episodes: [{ tags: ['flu'], timestamp: '2026-01-02T09:00:00+02:00' }],
  },
  ring_configuration: { color: 'silver', hardware_type: 'gen3', set_up_at: '2026-01-02T09:00:00Z', size: 10 },
  daily_stress: { ...DAY, day_summary: 'normal', stress_high: 900 },
  daily_resilience: { ...DAY, contributors: { sleep_recovery: 80.5, daytime_recovery: 60, stress: 70 }, level: 'solid' },
  daily_cardiovascular_age: { ...DAY, vascular_age: 40 },
  vO2_max: { ...DAY_AND_TIME, vo2_max: 45 },
};
