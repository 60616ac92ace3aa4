import { createCurve } from './curve.js';

/** Minutes without the ring, class 0 of `class_5_min`. */
export const NOT_WORN = 0;
/** Lying still. */
export const REST = 1;
/** Sitting, standing about. */
export const SEDENTARY = 2;
/** Low activity. */
export const LOW = 3;
/** Medium activity. */
export const MEDIUM = 4;
/** High activity. */
export const HIGH = 5;

/** The largest MET of a minute without the ring; 0 and 0.1 are seen. */
export const NOT_WORN_MET = 0.1;

/** Where medium and high activity begin, in MET. */
export interface MetLimits {
  mediumMet: number;
  highMet: number;
}

const mediumByAge = createCurve('39:4.2 40:4 59:4 60:3.2 74:3.2 75:2');
const highByAge = createCurve('39:8.5 40:7 59:7 60:5.5 74:5.5 75:3.8');

/**
 * Limits for an age in whole years. That they depend on age is documented; the values are our own estimate, after the age bands of the
 * American College of Sports Medicine. Three wearers of unknown age have 3.8 to 4.1, one of them 8.5.
 */
export function metLimits(ageYears: number): MetLimits {
  return { mediumMet: mediumByAge(ageYears), highMet: highByAge(ageYears) };
}

const SEDENTARY_FROM = 1.05;
const LOW_FROM = 1.6;
// A minute between two of sitting needs more to count as activity: brings low MET minutes of two days of 2024 from +9 and +6 to +1 and 0.
const LONE_LOW_FROM = 2.1;

/** The class of each minute of a day, from its METs (steps of 0.1). Limits of rest and sitting from two wearers, 2019 and 2024. */
export function classifyMinutes(mets: ArrayLike<number>, limits: MetLimits): Uint8Array {
  const count = mets.length;
  const classes = new Uint8Array(count);
  let before = 0;
  let met = count > 0 ? (mets[0] as number) : 0;
  for (let i = 0; i < count; i++) {
    const after = i + 1 < count ? (mets[i + 1] as number) : 0;
    const isLone = before < LOW_FROM && after < LOW_FROM;
    classes[i] = classOf(met, isLone ? LONE_LOW_FROM : LOW_FROM, limits);
    before = met;
    met = after;
  }
  return classes;
}

const MINUTES = 5;
const MEAN_LOW_FROM = 1.66;

/**
 * `class_5_min`: a digit per five minutes, by the mean MET of the worn ones; not worn where most were not. Agrees on 532 of the 576
 * intervals of two published days of 2024.
 */
export function fiveMinuteClasses(mets: ArrayLike<number>, limits: MetLimits): string {
  let digits = '';
  for (let from = 0; from < mets.length; from += MINUTES) {
    let worn = 0;
    let sum = 0;
    const to = Math.min(mets.length, from + MINUTES);
    for (let i = from; i < to; i++) {
      const met = mets[i] as number;
      if (met <= NOT_WORN_MET) continue;
      worn++;
      sum += met;
    }
    digits += worn * 2 < to - from ? NOT_WORN : classOf(sum / worn, MEAN_LOW_FROM, limits);
  }
  return digits;
}

function classOf(met: number, lowFrom: number, limits: MetLimits): number {
  if (met <= NOT_WORN_MET) return NOT_WORN;
  if (met < SEDENTARY_FROM) return REST;
  if (met < lowFrom) return SEDENTARY;
  return met < limits.mediumMet ? LOW : met < limits.highMet ? MEDIUM : HIGH;
}
