/** Evenly spaced samples on the wire, `interval` in seconds. */
export interface Sample {
  interval: number;
  items: (number | null)[];
  timestamp: string;
}

type Contributors = Record<string, number | null>;

/** Readiness as it stands inside a sleep; temperatures in °C. */
export interface Readiness {
  contributors: Contributors;
  score: number | null;
  temperature_deviation: number | null;
  temperature_trend_deviation: number | null;
}

/** What the judge reads of a `sleep` document. */
export interface SleepDocument {
  id: string;
  day: string;
  type: 'deleted' | 'sleep' | 'long_sleep' | 'late_nap' | 'rest';
  period: number;
  bedtime_start: string;
  bedtime_end: string;
  time_in_bed: number;
  total_sleep_duration: number | null;
  deep_sleep_duration: number | null;
  light_sleep_duration: number | null;
  rem_sleep_duration: number | null;
  awake_time: number | null;
  latency: number | null;
  efficiency: number | null;
  average_breath: number | null;
  average_heart_rate: number | null;
  average_hrv: number | null;
  lowest_heart_rate: number | null;
  heart_rate: Sample | null;
  hrv: Sample | null;
  movement_30_sec: string | null;
  sleep_phase_30_sec: string | null;
  sleep_phase_5_min: string | null;
  readiness: Readiness | null;
  readiness_score_delta: number | null;
  sleep_score_delta: number | null;
  sleep_analysis_reason: string | null;
}

/** What the judge reads of a `daily_sleep` document. */
export interface DailySleepDocument {
  day: string;
  contributors: Contributors;
  score: number | null;
  timestamp: string;
}

/** What the judge reads of a `daily_readiness` document. */
export interface ReadinessDocument extends Readiness {
  day: string;
  timestamp: string;
}

/** What the judge reads of a `daily_activity` document. */
export interface ActivityDocument {
  day: string;
  timestamp: string;
  score: number | null;
  contributors: Contributors;
  active_calories: number;
  average_met_minutes: number;
  class_5_min: string;
  high_activity_met_minutes: number;
  high_activity_time: number;
  inactivity_alerts: number;
  low_activity_met_minutes: number;
  low_activity_time: number;
  medium_activity_met_minutes: number;
  medium_activity_time: number;
  met: Sample;
  meters_to_target: number;
  non_wear_time: number;
  resting_time: number;
  sedentary_met_minutes: number;
  sedentary_time: number;
  steps: number;
  target_calories: number;
  target_meters: number;
}
