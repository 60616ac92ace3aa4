import { type History, historyMean } from './history-mean.js';
import { clamp } from './rounding.js';

const NIGHTS = 30;
const LEAST_NIGHTS = 14;
const YOUNGEST = 18;
const OLDEST = 100;

// Aortic pulse wave velocity of healthy Europeans at a mean pressure of 90 mmHg: 7.176 − 0.076 × age + 0.0018 × age² in m/s.
const CONSTANT = 7.176;
const LINEAR = -0.076;
const SQUARE = 0.0018;

/**
 * Age of the arteries in whole years, 18 to 100, from the pulse wave velocities (m/s) of up to 30 nights, the newest (at place `newest`)
 * first; null with less than 14 (help centre 28451491040019). Own estimate: the age whose reference velocity theirs is (Reference Values for Arterial Stiffness'
 * Collaboration 2010, PMC2948201, coefficients from a public implementation), youngest below that of 21 years. The one published pair,
 * 6.578 m/s and 32 years, agrees.
 */
export function vascularAge(velocities: History, newest = 0): number | null {
  const velocity = historyMean(velocities, NIGHTS, LEAST_NIGHTS, newest);
  if (velocity === null) return null;
  const discriminant = LINEAR ** 2 - 4 * SQUARE * (CONSTANT - velocity);
  return discriminant < 0 ? YOUNGEST : clamp(Math.round((Math.sqrt(discriminant) - LINEAR) / (2 * SQUARE)), YOUNGEST, OLDEST);
}

/**
 * The same, led towards that age by one year a day over the last 30 days (own estimate): a few odd nights of somebody young, to whom a year is
 * little velocity, move it by no more. `velocities` of up to 60 nights.
 */
export function steadyVascularAge(velocities: History): number | null {
  let steady: number | null = null;
  for (let back = NIGHTS - 1; back >= 0; back--) {
    const age = vascularAge(velocities, back);
    if (age !== null) steady = steady === null ? age : clamp(age, steady - 1, steady + 1);
  }
  return steady;
}
