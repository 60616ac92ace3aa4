import { dayText } from '../lib/dates.js';
import type { ReadinessFacts } from './day-facts.js';
import type { DayContext, DerivedDocument } from './derive-day.js';

/** Readiness as it stands inside a night's `sleep`, the same as that of the day. */
export function readinessOfNight({ contributors, score, temperatureDeviation, temperatureTrend }: ReadinessFacts) {
  return { contributors, score, temperature_deviation: temperatureDeviation, temperature_trend_deviation: temperatureTrend };
}

/** `daily_readiness` of a day. */
export function dailyReadinessDocuments({ facts: { day, readiness } }: DayContext): DerivedDocument[] {
  if (readiness === null) return [];
  const { contributors, ...rest } = readinessOfNight(readiness);
  return [{ key: String(day), body: { contributors, day: dayText(day), ...rest, timestamp: utcMidnight(day) } }];
}

/** 00:00 of a day as scores of sleep and readiness are stamped. Oura: sic, in UTC whatever the wearer's zone. */
export function utcMidnight(day: number): string {
  return `${dayText(day)}T00:00:00.000+00:00`;
}
