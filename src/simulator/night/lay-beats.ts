import type { Beats, Readings } from '../../derive/recordings.js';
import { clamp } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';
import { beatWaves } from './beat-waves.js';
import { SAMPLE_EPOCHS, SAMPLE_MS } from './stage-digits.js';

const GOOD = 1;
const BAD = 2;
const CORRECTED = 3;
const GAP = -1;
const GAP_OF_MOVEMENT = -2;
const TOSSING = 3;
const SHORTEST_MS = 280;
const LONGEST_MS = 2000;
/** Room for a gap and some beats. */
const SHORTEST_WINDOW_MS = 10_000;
const ECTOPIC_SHARE = 0.6;
const ECTOPIC_ADVANCE = 0.28;

/** What beats are laid out from: series per 5 minutes as in a recording, movement per 30 seconds. */
export interface BeatSource {
  startMs: number;
  endMs: number;
  heartRate: Readings;
  hrv: Readings;
  breath: Readings;
  movement: Uint8Array;
}

/** Single heartbeats true to heart rate and RMSSD of every 5 minutes, with 1 to 2 % that came early or had to be corrected, and gaps. */
export function layBeats(dice: Dice, { startMs, endMs, heartRate, hrv, breath, movement }: BeatSource): Beats {
  const room = roomFor(heartRate);
  const times = new Array<number>(room);
  const intervals = new Array<number>(room);
  const validities = new Array<number>(room);
  let beats = 0;
  const waves = beatWaves(dice);
  let lastMs = startMs;
  let untilOdd = 20;
  const add = (ms: number, interval: number, validity: number) => {
    times[beats] = ms;
    intervals[beats] = interval;
    validities[beats] = validity;
    beats++;
  };
  for (let i = 0; i < heartRate.length; i++) {
    const rate = heartRate[i] ?? null;
    const windowMs = startMs + i * SAMPLE_MS;
    const windowEndMs = Math.min(endMs, windowMs + SAMPLE_MS);
    if (rate === null || windowEndMs - windowMs < SHORTEST_WINDOW_MS) continue;
    const mean = 60_000 / rate;
    // After a gap, the interval was longer.
    if (lastMs < windowMs - LONGEST_MS) {
      lastMs = windowMs + Math.round(dice.between(0, mean));
      add(lastMs, LONGEST_MS, GAP);
    } else if ((movement[i * SAMPLE_EPOCHS] as number) >= TOSSING) {
      lastMs += Math.round(dice.between(2500, 6000));
      add(lastMs, LONGEST_MS, GAP_OF_MOVEMENT);
    }
    const count = Math.round((windowEndMs - lastMs) / mean);
    const deviations = waves.fill(count, mean, hrv[i] as number, breath[i] as number);
    // On the way from the rate before to the rate after.
    const slope = (60_000 / (heartRate[i + 1] ?? rate) - 60_000 / (heartRate[i - 1] ?? rate)) / 2 / count;
    let trend = (-slope * count) / 2;
    let compensation = 0;
    for (let beat = 0; beat < count; beat++) {
      trend += slope;
      let interval = mean + trend + (deviations[beat] as number);
      let validity = GOOD;
      if (compensation > 0) {
        interval += compensation;
        compensation = 0;
        validity = BAD;
      } else if (--untilOdd <= 0) {
        untilOdd = 20 + Math.floor(dice.between(0, 180));
        if (dice.next() < ECTOPIC_SHARE) {
          compensation = ECTOPIC_ADVANCE * interval;
          interval -= compensation;
          validity = BAD;
        } else validity = CORRECTED;
      }
      const whole = Math.round(clamp(interval, SHORTEST_MS, LONGEST_MS));
      lastMs += whole;
      add(lastMs, whole, validity);
    }
  }
  // The last one may have been rounded up beyond the end.
  while (beats > 0 && (times[beats - 1] as number) >= endMs) beats--;
  for (const column of [times, intervals, validities]) column.length = beats;
  return { times, intervals, validities };
}

/** About how many beats there will be, a few more at most: arrays of tens of thousands should not have to grow. */
function roomFor(heartRate: Readings): number {
  let room = 0;
  for (const rate of heartRate) if (rate !== null) room += Math.ceil((rate * SAMPLE_MS) / 60_000) + 2;
  return room;
}
