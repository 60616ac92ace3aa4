import type { Sport } from './life.js';

// Efforts after the usual compendia of physical activities, rounded; speeds are own estimates.
const SPORTS: readonly Sport[] = [
  { activity: 'walking', met: 4.3, speed: 92, isOnFoot: true },
  { activity: 'running', met: 9.3, speed: 158, isOnFoot: true },
  { activity: 'hiking', met: 5.8, speed: 76, isOnFoot: true },
  { activity: 'cycling', met: 7, speed: 340, isOnFoot: false },
  { activity: 'swimming', met: 6.3, speed: null, isOnFoot: false },
  { activity: 'strength_training', met: 5, speed: null, isOnFoot: false },
  { activity: 'yoga', met: 2.9, speed: null, isOnFoot: false },
  { activity: 'rowing', met: 7.2, speed: null, isOnFoot: false },
  { activity: 'cross_country_skiing', met: 8.6, speed: 150, isOnFoot: false },
  { activity: 'tennis', met: 7.1, speed: null, isOnFoot: true },
  { activity: 'dancing', met: 5.4, speed: null, isOnFoot: true },
  { activity: 'elliptical', met: 5.6, speed: null, isOnFoot: false },
];

const sportsByActivity = new Map(SPORTS.map((sport) => [sport.activity, sport]));

/** The sport of a word on the wire; an unknown word stands for something of moderate effort on the spot. */
export function sportNamed(activity: string): Sport {
  return sportsByActivity.get(activity) ?? { activity, met: 5, speed: null, isOnFoot: false };
}
