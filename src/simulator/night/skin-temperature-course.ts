import { roundTo } from '../../derive/scores/rounding.js';
import type { Dice } from '../chance.js';
import { AWAKE, SAMPLE_EPOCHS } from './stage-digits.js';

/** °C by which the ring misses the truth of a night, standard deviation. */
const NIGHT_ERROR = 0.03;
/** °C below the night's level on going to bed, and by how much it falls before rising. */
const COLD_HANDS = 1.6;
const MORNING_FALL = 0.5;
const WARMING_SAMPLES = 7;
const COOLING_SAMPLES = 8;

/** Skin temperature in °C per 5 minutes: hands warm up after going to bed and cool down before rising. Its mean asleep is about `mean`. */
export function skinTemperatureCourse(dice: Dice, stages: Uint8Array, mean: number): number[] {
  const length = Math.ceil(stages.length / SAMPLE_EPOCHS);
  const course = new Float64Array(length);
  let wave = 0;
  let sum = 0;
  let asleep = 0;
  for (let i = 0; i < length; i++) {
    wave = 0.9 * wave + 0.06 * dice.normal();
    const morning = Math.max(0, 1 - (length - 1 - i) / COOLING_SAMPLES);
    course[i] = wave - COLD_HANDS * Math.exp(-i / WARMING_SAMPLES) - MORNING_FALL * morning;
    if (stages[i * SAMPLE_EPOCHS] === AWAKE) continue;
    sum += course[i] as number;
    asleep++;
  }
  const base = mean + NIGHT_ERROR * dice.normal() - (asleep > 0 ? sum / asleep : 0);
  return Array.from(course, (celsius) => roundTo(base + celsius, 100));
}
