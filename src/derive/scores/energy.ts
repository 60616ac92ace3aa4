import { HIGH, LOW, MEDIUM } from './met-classes.js';

const NET_FLOOR_MET = 1.5;

/** Net MET of a minute: what exceeds 1.5, since only that counts as activity (help centre 360025576953). */
export function netMet(met: number): number {
  return Math.max(0, met - NET_FLOOR_MET);
}

/**
 * Active energy in kilocalories from net MET minutes and kilograms: weight / 60 per net MET minute. The published ratio is constant
 * per wearer (two wearers, 1.19 and 1.27); that it is weight / 60 is our own estimate.
 */
export function activeCalories(netMetMinutes: number, weightKg: number): number {
  return (weightKg / 60) * netMetMinutes;
}

/** Energy of a whole day in kilocalories: weight × 24 h × average MET. Approximates two wearers' published days; own estimate. */
export function totalCalories(averageMet: number, weightKg: number): number {
  return weightKg * 24 * averageMet;
}

/**
 * Equivalent walking distance in metres from net MET minutes by class: 26.9, 23.1 and 15.3 m for low, medium and high. Regression on one
 * wearer's published days of 2019, n = 175, standard deviation 246 m; two days of another are −27 and +837 m off.
 */
export function equivalentWalkingDistance(metMinutes: readonly number[]): number {
  const of = (kind: number) => metMinutes[kind] ?? 0;
  return 26.9 * of(LOW) + 23.1 * of(MEDIUM) + 15.3 * of(HIGH);
}
