import { clamp, roundTo } from '../derive/scores/rounding.js';
import type { Chance } from '../simulator/chance.js';
import { wallMs, weekday } from './helsinki-time.js';
import { illnessOn } from './rest-periods.js';
import type { Traits } from './traits.js';
import { strainOf } from './workout-plan.js';

/** What is settled about the night that ends on a day before it is slept through. */
export interface NightPlan {
  startMs: number;
  endMs: number;
  /** Minutes after midnight of the day of waking, negative before it. */
  bedMinutes: number;
  /** Hours of sleep to be expected. */
  sleepHours: number;
  /** 0 to 1. */
  illness: number;
  /** Drinks of the evening before, 0 to 1. */
  alcohol: number;
  /** How badly the night goes: about 0, standard deviation 1. */
  restlessness: number;
  lowestHeartRate: number;
  /** RMSSD in ms. */
  hrv: number;
  /** Breaths per minute, in eighths. */
  breath: number;
  /** Deviation of skin temperature in °C, in hundredths. */
  temperature: number;
}

const EARLIEST_BED = -95;
const LATEST_BED = 35;
const EARLIEST_RISE = 5 * 60;
const LATEST_RISE = 9.5 * 60;
const CYCLE_DAYS = 28;
const LAST_FERTILE_AGE = 48;

/** How much was drunk in the evening of a day, 0 to 1. */
export function alcoholOn(chance: Chance, day: number): number {
  const isPartyNight = weekday(day) >= 5;
  return chance.uniform('alcohol', day) < (isPartyNight ? 0.35 : 0.06) ? 0.25 + 0.75 * chance.uniform('drinks', day) : 0;
}

/** Plans the night that ends on `day`. */
export function planNight(chance: Chance, traits: Traits, day: number): NightPlan {
  const normal = (stream: string) => chance.normal(stream, day);
  const illness = illnessOn(chance, day);
  const alcohol = alcoholOn(chance, day - 1);
  const isFreeDay = weekday(day) % 6 === 0;
  const luteal = traits.sex === 'female' && traits.age < LAST_FERTILE_AGE ? lutealPhase(chance, day) : 0;

  const wanderingBed = traits.bedMinutes + 18 * normal('bed') + 8 * chance.drift('bed', day, 25);
  const bedMinutes = clamp(wanderingBed + (isFreeDay ? 26 : 0) + 12 * alcohol, EARLIEST_BED, LATEST_BED);
  const hours = traits.hoursInBed + 0.85 * normal('hours in bed') + (isFreeDay ? 0.45 : 0) + 0.8 * illness;
  const riseMinutes = clamp(bedMinutes + hours * 60, EARLIEST_RISE, LATEST_RISE);

  // Winter hearts beat a little faster: highest around the turn of the year.
  const season = Math.cos((day / 365.25) * 2 * Math.PI);
  const excess = 0.8 * season + 2 * chance.drift('heart', day, 24) + 2.2 * normal('heart') + 4.5 * alcohol + 8 * illness + 2 * luteal;
  const aboveUsual = excess + 2.2 * strainOf(chance, day - 1) - 1.5;
  return {
    startMs: wallMs(day, bedMinutes),
    endMs: wallMs(day, riseMinutes),
    bedMinutes,
    sleepHours: ((riseMinutes - bedMinutes) / 60) * 0.87,
    illness,
    alcohol,
    restlessness: normal('restlessness') + 0.8 * alcohol + 0.6 * illness,
    lowestHeartRate: Math.round(traits.lowestHeartRate + aboveUsual),
    hrv: clamp(traits.hrv * Math.exp(-0.035 * aboveUsual + 0.15 * normal('hrv')), 12, 140),
    breath: roundTo(traits.breath + 0.35 * normal('breath') + 0.03 * excess + 1.8 * illness, 8),
    temperature: roundTo(0.15 * normal('temperature') + 1.1 * illness ** 1.5 + 0.1 * alcohol + 0.24 * luteal, 100),
  };
}

/** Warm and fast after ovulation, cool and slow before: −0.5 to 0.5. */
function lutealPhase(chance: Chance, day: number): number {
  const dayOfCycle = (((day + chance.bits('cycle', 0)) % CYCLE_DAYS) + CYCLE_DAYS) % CYCLE_DAYS;
  return clamp((dayOfCycle - 15) / 3, -0.5, 0.5) * (dayOfCycle >= 27 ? 0 : 1);
}
