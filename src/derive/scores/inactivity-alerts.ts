import { SEDENTARY } from './met-classes.js';

const INTERVALS_OF_AN_HOUR = 12;
const OTHERS = new RegExp(`[^${SEDENTARY}]+`);

/**
 * Inactivity alerts of a day from its `class_5_min`: unbroken sedentary stretches of more than an hour, each counted once; rest and sleep
 * break them (help centre 360055901214 leaves those out). Own estimate, exact on two published days of 2024 (2 and 0).
 */
export function inactivityAlerts(fiveMinuteClasses: string): number {
  const stretches = fiveMinuteClasses.split(OTHERS);
  return stretches.filter((stretch) => stretch.length > INTERVALS_OF_AN_HOUR).length;
}
