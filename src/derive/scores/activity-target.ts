const METRES_PER_KILOCALORIE = 20;
const BASE_CALORIES = 450;
const LEAST_CALORIES = 100;

/**
 * The day's goal in kilocalories of active energy: the base, 200 or 150 lower below readiness 60 or 70, 100 or 150 higher from 85 or 90.
 * The steps are those of one wearer of 2019 (base 450); where they begin is our own estimate, right on two published days of 2024
 * (readiness 62 and 73: 300 and 450). Unknown readiness leaves the base.
 */
export function targetCalories(readinessScore: number | null, baseCalories = BASE_CALORIES): number {
  return Math.max(LEAST_CALORIES, baseCalories + (readinessScore === null ? 0 : stepFor(readinessScore)));
}

function stepFor(readinessScore: number): number {
  if (readinessScore < 60) return -200;
  if (readinessScore < 70) return -150;
  if (readinessScore < 85) return 0;
  return readinessScore < 90 ? 100 : 150;
}

/** The goal as metres of walking, 20 m a kilocalorie: exact on two published days of 2024. */
export function targetMeters(calories: number): number {
  return calories * METRES_PER_KILOCALORIE;
}

/**
 * Metres left to the goal, in hundreds towards it, negative when passed: missing kilocalories at the day's own metres per kilocalorie, at
 * most 20. Exact on two published days of 2024 (−4700, −700); not 0 before the goal is met or once it is passed.
 */
export function metersToTarget(target: number, activeCalories: number, walkingDistance: number): number {
  const missing = target - activeCalories;
  const metresPerKilocalorie =
    activeCalories > 0 ? Math.min(METRES_PER_KILOCALORIE, walkingDistance / activeCalories) : METRES_PER_KILOCALORIE;
  const hundreds = Math.floor((Math.abs(missing) * metresPerKilocalorie) / 100);
  return Math.sign(missing) * Math.max(1, hundreds) * 100 + 0;
}
