import type { ActiveDay } from './scores/activity-contributors.js';
import type { ActivitySummary } from './scores/activity-summary.js';
import type { HypnogramMeasures } from './scores/measure-hypnogram.js';
import type { ReadinessContributors } from './scores/readiness-score.js';
import type { ResilienceDay } from './scores/resilience.js';
import type { SleepType } from './scores/sleep-day.js';
import type { SleepContributors } from './scores/sleep-score.js';

/** Days of history that can matter to a day: two months of nights before the first of the last week's goals, and some to spare. */
export const HISTORY_DAYS = 100;

/** What is measured of one period in bed; durations in seconds. */
export interface PeriodFacts extends HypnogramMeasures {
  type: SleepType;
  timeInBedSeconds: number;
  restlessPeriods: number;
  /** Beats per minute; null without heart rate. */
  lowestHeartRate: number | null;
  /** In steps of 1/8. */
  averageHeartRate: number | null;
  /** Breaths per minute, in steps of 1/8. */
  averageBreath: number | null;
  /** RMSSD in ms, whole. */
  averageHrv: number | null;
  /** Hours in bed after the heart settled. */
  recoveryHours: number | null;
  /** Mean skin temperature asleep in °C. */
  skinTemperature: number | null;
  pulseWaveVelocity: number | null;
  /** Seconds from the local midnight that begins the sleep day, by the clock at the end; negative before it. */
  bedtimeSeconds: number;
  riseSeconds: number;
}

/** The sleep of a sleep day. */
export interface SleepFacts {
  /** The main sleep, and its place among the day's recordings. */
  main: PeriodFacts;
  mainIndex: number;
  contributors: SleepContributors;
  score: number | null;
  /** Points that each recording added to the score: 0 for the main sleep, null for those that do not count. */
  scoreDeltas: (number | null)[];
  /** Seconds of sleep of all periods that count. */
  totalSleepSeconds: number;
}

/** The readiness of a day. */
export interface ReadinessFacts {
  contributors: ReadinessContributors;
  score: number | null;
  /** °C. */
  temperatureDeviation: number | null;
  temperatureTrend: number | null;
  /** As `scoreDeltas` of sleep. */
  scoreDeltas: (number | null)[];
}

/** The movement of a day; energy in kilocalories. */
export interface ActivityFacts extends ActivitySummary, ActiveDay {
  activeCalories: number;
  targetCalories: number;
  inactivityAlerts: number;
  sedentarySeconds: number;
}

/** What later days need to know of a day, and what its documents say. All of it follows from the day's recordings and earlier facts. */
export interface DayFacts {
  /** Days since 1970-01-01. */
  day: number;
  sleep: SleepFacts | null;
  readiness: ReadinessFacts | null;
  activity: ActivityFacts | null;
  stress: StressFacts | null;
  /** What the day says of resilience. */
  resilienceDay: ResilienceDay | null;
}

/** Stress by day, over the quarters of an hour of the activity day. */
export interface StressFacts {
  /** Heart rates and ln RMSSD of the quarters awake and still: what later days are compared with. */
  heartRates: number[];
  lnRmssds: number[];
  /** Levels of those quarters, null where they could not be told. */
  levels: (number | null)[];
  /** Seconds, in multiples of 900; null while the history is too short. */
  stressHigh: number | null;
  recoveryHigh: number | null;
  daySummary: 'restored' | 'normal' | 'stressful' | null;
  /** Instant from which on these stand: the end of the last quarter that counts, or of the first minute with the ring on. */
  sinceMs: number;
}
