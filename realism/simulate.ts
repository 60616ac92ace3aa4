import type { SimulatedHistory } from './history.js';

/** Simulates a person and derives their documents; `endDay` (days since 1970-01-01) is the last of `days`. */
export function simulateHistory(_options: {
  seed: string;
  index: number;
  days: number;
  endDay: number;
  beats: boolean;
  persona?: string;
}): SimulatedHistory {
  throw new Error('There is no simulator to judge yet.');
}
