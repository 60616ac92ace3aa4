import type { SleepRecording } from '../../derive/recordings.js';
import { clamp } from '../../derive/scores/rounding.js';
import type { LatentState, Life } from '../life/life.js';
import { recordSleep } from './record-sleep.js';
import { innerHourAt, trueNapStages, trueStages } from './true-stages.js';

const MS_PER_HOUR = 3_600_000;
/** When the heart is at its calmest by the inner clock: between 3 and 7 h (Speed 2023). */
const CALMEST_HOUR = 4.75;
const LOST_OXYGEN_SHARE = 0.045;
const OXYGEN_SPREAD = 0.6;
const LEAST_NAP_WITH_HEART_MS = 20 * 60_000;

/** What the ring records of the night `day`, with single beats if asked for; null where it records nothing. */
export function recordNight(life: Life, day: number, options: { beats: boolean }): SleepRecording | null {
  const plan = life.night(day);
  if (!plan.isRecorded) return null;
  const { body, chance } = life.person;
  const state = life.state(day);
  const dice = chance.dice('night body', day);
  const hasOxygen = dice.next() >= LOST_OXYGEN_SHARE;
  return recordSleep(life, day, {
    kind: 'night',
    startMs: plan.startMs,
    endMs: plan.endMs,
    stages: trueStages(life, day),
    brokenness: plan.brokenness,
    heart: {
      lowest: body.lowestHeartRate + state.heartRate,
      rmssd: Math.exp(body.lnRmssd + state.lnRmssd),
      // Drinks keep the heart busy in the first half of the night.
      descent: clamp(8 + 2 * dice.normal() + 9 * state.alcohol + 2 * state.illness, 2.5, 22),
      calmest: calmestShare(life, state, plan.startMs, plan.endMs, dice.normal()),
    },
    breath: body.breath + state.breath,
    skinTemperature: body.skinTemperature + state.temperature,
    oxygen: hasOxygen
      ? {
          mean: body.oxygen + OXYGEN_SPREAD * dice.normal() + 0.4 * chance.drift('oxygen', day, 20) - 0.6 * state.illness,
          dipsPerHour: body.breathingDisturbances * Math.exp(0.3 * dice.normal()),
        }
      : null,
    pulseWaveVelocity: body.pulseWaveVelocity + 0.06 * dice.normal() + 0.05 * chance.drift('pulse wave', day, 90),
    beats: options.beats,
  });
}

/** What the ring records of the nap of a day, with single beats if asked for; null without one. Short naps tell nothing of the heart. */
export function recordNap(life: Life, day: number, options: { beats: boolean }): SleepRecording | null {
  const { nap } = life.day(day);
  if (!nap) return null;
  const { body, chance } = life.person;
  const state = life.state(day);
  const dice = chance.dice('nap body', day);
  return recordSleep(life, day, {
    kind: 'nap',
    startMs: nap.startMs,
    endMs: nap.endMs,
    stages: trueNapStages(life, day),
    brokenness: 0.7,
    // By day the heart does not come down as far.
    heart:
      nap.endMs - nap.startMs < LEAST_NAP_WITH_HEART_MS
        ? null
        : {
            lowest: body.lowestHeartRate + state.heartRate + 5 + 2 * dice.normal(),
            rmssd: Math.exp(body.lnRmssd + state.lnRmssd - 0.12 + 0.12 * dice.normal()),
            descent: 5,
            calmest: 0.7,
          },
    breath: body.breath + state.breath + 0.5 + 0.4 * dice.normal(),
    skinTemperature: body.skinTemperature + state.temperature - 0.5 + 0.3 * dice.normal(),
    oxygen: null,
    pulseWaveVelocity: null,
    beats: options.beats,
  });
}

// Half by the clock, half by the time slept; later after drinks.
function calmestShare(life: Life, state: LatentState, startMs: number, endMs: number, lot: number): number {
  const innerHour = innerHourAt(life, state, startMs);
  const hoursAhead = CALMEST_HOUR - (innerHour > 12 ? innerHour - 24 : innerHour);
  const byClock = clamp((hoursAhead * MS_PER_HOUR) / (endMs - startMs), 0.25, 1);
  return clamp(0.35 + 0.5 * byClock + 0.08 * lot + 0.25 * state.alcohol, 0.4, 0.95);
}
