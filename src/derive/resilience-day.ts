import type { ReadinessFacts, StressFacts } from './day-facts.js';
import { type ResilienceDay, resilienceDay } from './scores/resilience.js';

/** Two hours. */
const LEAST_QUARTERS = 8;

/** What a day says of resilience, by the night before it and its stress; null with quarters of less than two hours (own estimate). */
export function measureResilienceDay(readiness: ReadinessFacts | null, stress: StressFacts | null): ResilienceDay | null {
  if (readiness === null || stress === null || stress.levels.length < LEAST_QUARTERS) return null;
  return resilienceDay(readiness.contributors, stress.stressHigh, stress.recoveryHigh);
}
