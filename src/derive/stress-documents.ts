import { dayText } from '../lib/dates.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { resilience } from './scores/resilience.js';

/** The `daily_stress` of a day, once the history tells what is high. */
export function dailyStressDocuments({ recording, facts }: DayContext): DerivedDocument[] {
  if (facts.stress === null || facts.stress.stressHigh === null) return [];
  const { daySummary, recoveryHigh, stressHigh } = facts.stress;
  const body = { day: dayText(recording.day), day_summary: daySummary, recovery_high: recoveryHigh, stress_high: stressHigh };
  return [{ key: String(recording.day), body, changedMs: facts.stress.sinceMs }];
}

const FIRST_DAYS = 10;

/** The `daily_resilience` of a day, not before the eleventh of a wearer. */
export function dailyResilienceDocuments({ recording, facts, history }: DayContext): DerivedDocument[] {
  if (history.length < FIRST_DAYS) return [];
  const days = [facts.resilienceDay];
  for (const day of history) days.push(day.resilienceDay);
  const rated = resilience(days);
  if (rated === null) return [];
  return [{ key: String(recording.day), body: { day: dayText(recording.day), ...rated } }];
}
