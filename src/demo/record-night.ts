import { clamp } from '../derive/scores/rounding.js';
import type { Chance, Dice } from '../simulator/chance.js';
import type { PlannedNap } from './day-plan.js';
import type { NightPlan } from './night-plan.js';
import { recordSleep, type SleepRecording } from './sleep-recording.js';
import { layStages } from './sleep-stages.js';

const EPOCH_MS = 30_000;

/** Lives through a planned night. */
export function recordNight(chance: Chance, day: number, plan: NightPlan): SleepRecording {
  const dice = chance.dice('night', day);
  const { startMs, endMs, alcohol, illness } = plan;
  const brokenness = clamp(1 + 0.4 * plan.restlessness, 0.3, 2.4);
  const stages = layStages(dice, {
    epochs: Math.ceil((endMs - startMs) / EPOCH_MS),
    latency: Math.round(2 * latencyMinutes(dice)),
    lieIn: Math.round(2 * dice.between(1.5, 9)),
    deepFactor: 1 + 0.17 * dice.normal(),
    remFactor: (1 + 0.15 * dice.normal()) * (1 - 0.15 * alcohol),
    brokenness,
  });
  return recordSleep(dice, {
    startMs,
    endMs,
    stages,
    brokenness,
    lowestHeartRate: plan.lowestHeartRate,
    hrv: plan.hrv,
    descent: clamp(8 + 2 * dice.normal() + 5 * alcohol + 3 * illness, 2, 20),
    calmest: clamp(0.52 + 0.16 * dice.normal() + 0.22 * alcohol, 0.15, 0.93),
  });
}

/** Lives through a nap by day; the heart does not come down as far as at night. */
export function recordNap(chance: Chance, day: number, nap: PlannedNap, night: NightPlan): SleepRecording {
  const dice = chance.dice('nap night', day);
  const stages = layStages(dice, {
    epochs: Math.ceil((nap.endMs - nap.startMs) / EPOCH_MS),
    latency: Math.round(dice.between(4, 12)),
    lieIn: Math.round(dice.between(2, 6)),
    deepFactor: 0.3,
    remFactor: 0.3,
    brokenness: 0.6,
  });
  return recordSleep(dice, {
    startMs: nap.startMs,
    endMs: nap.endMs,
    stages,
    brokenness: 1,
    lowestHeartRate: night.lowestHeartRate + Math.round(dice.between(4, 9)),
    hrv: night.hrv * dice.between(0.75, 1),
    descent: 5,
    calmest: 0.6,
  });
}

// Median about 13 minutes, one night in ten beyond 25, never beyond an hour.
function latencyMinutes(dice: Dice): number {
  const lot = dice.next();
  return lot < 0.9 ? 3 + 22 * lot : 23 + (lot - 0.9) * 340;
}
