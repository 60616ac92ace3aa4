import { createCurve } from '../../derive/scores/curve.js';
import { clamp } from '../../derive/scores/rounding.js';
import type { Life } from '../life/life.js';
import { ASLEEP, type Movement, NOT_WORN } from './movement.js';

/** The heart of a waking day. */
export interface WakingHeart {
  /** Beats per minute in each minute of the movement; 0 asleep and without the ring. */
  rates: Float32Array;
  /** ln RMSSD in ms in each quarter of an hour, if the heart beats at rate `bpm`; quarters are counted since the Unix epoch. */
  lnRmssd(quarter: number, bpm: number): number;
}

const SITTING_MET = 1.25;
const LAG = 0.45;
const QUARTER_MINUTES = 15;
/** How much of what moved the night is left by day. */
const NIGHT_SHARE = 0.5;
// Beats per minute by the part of the waking day, and how far the day's RMSSD stays below the night's: own estimate.
const courseOfDay = createCurve('0:-1 0.2:1 0.6:2 0.8:0 1:-3');
const DAYTIME_LN_RMSSD = -0.25;
const LN_RMSSD_PER_BEAT = 0.022;

/** The heart of somebody awake: a base above the night's lowest, more with each MET, with stress, and with a fever. All own estimates. */
export function beatThroughDay(life: Life, day: number, { startMinute, wakeIndex, tenths, kinds }: Movement): WakingHeart {
  const { body, chance } = life.person;
  const state = life.state(day);
  const dice = chance.dice('waking heart', day);
  const lowest = body.lowestHeartRate + state.heartRate;
  const excess = clamp(15 - 1.5 * body.fitness, 12, 18) + 1.8 * state.stress + 4 * state.illness + 0.8 * dice.normal();
  const calm = body.lowestHeartRate + NIGHT_SHARE * state.heartRate;
  const sitting = calm + excess;
  const perMet = clamp((body.maximalHeartRate - sitting) / (body.vo2Max / 3.5 - SITTING_MET), 6.5, 13);
  const firstQuarter = Math.floor(startMinute / QUARTER_MINUTES);
  const quarters = Math.floor((startMinute + tenths.length - 1) / QUARTER_MINUTES) - firstQuarter + 1;
  const tension = wander(dice, quarters, 0.7, 4.4);
  const wakeQuarter = Math.floor((startMinute + wakeIndex) / QUARTER_MINUTES) - firstQuarter;
  for (let i = wakeQuarter; i < quarters; i++)
    tension[i] = (tension[i] as number) + courseOfDay((i - wakeQuarter) / (quarters - wakeQuarter));
  const evenness = wander(dice, quarters, 0.5, 0.24);

  const rates = new Float32Array(tenths.length);
  let effort = SITTING_MET;
  for (let minute = wakeIndex; minute < tenths.length; minute++) {
    if (kinds[minute] === ASLEEP || kinds[minute] === NOT_WORN) continue;
    effort += LAG * ((tenths[minute] as number) / 10 - effort);
    const quarter = Math.floor((startMinute + minute) / QUARTER_MINUTES) - firstQuarter;
    const rate = sitting + (tension[quarter] as number) + perMet * (effort - SITTING_MET);
    rates[minute] = clamp(rate, lowest + 2, body.maximalHeartRate - 2);
  }
  const base = body.lnRmssd + NIGHT_SHARE * state.lnRmssd + DAYTIME_LN_RMSSD;
  return {
    rates,
    lnRmssd: (quarter, bpm) => base - LN_RMSSD_PER_BEAT * (bpm - calm - 15) + (evenness[quarter - firstQuarter] as number),
  };
}

/** A noise with memory: `kept` of each value lives on in the next one. */
function wander(dice: { normal(): number }, length: number, kept: number, deviation: number): Float64Array {
  const noise = new Float64Array(length);
  const fresh = deviation * Math.sqrt(1 - kept * kept);
  let value = deviation * dice.normal();
  for (let i = 0; i < length; i++) {
    noise[i] = value;
    value = kept * value + fresh * dice.normal();
  }
  return noise;
}
