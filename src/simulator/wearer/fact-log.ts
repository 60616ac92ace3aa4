import { type DayFacts, HISTORY_DAYS } from '../../derive/day-facts.js';

/** The facts of a wearer's last days, each day's from the recordings known when it was last measured. */
export interface FactLog {
  /** Those of the days before, yesterday first. */
  history(day: number): DayFacts[];
  get(day: number): DayFacts | null;
  /** Keeps the facts of a day; days must be put without gaps. */
  put(facts: DayFacts): void;
}

/** Builds a log that begins with day `firstDay` and forgets what cannot matter any more. */
export function createFactLog(firstDay: number): FactLog {
  let first = firstDay;
  let log: DayFacts[] = [];
  return {
    history(day) {
      const found: DayFacts[] = [];
      for (let at = day - 1 - first; at >= 0 && found.length < HISTORY_DAYS; at--) found.push(log[at] as DayFacts);
      return found;
    },
    get: (day) => log[day - first] ?? null,
    put(facts) {
      if (facts.day - first > log.length) throw new RangeError(`facts of day ${facts.day} follow on ${log.length} days from ${first}`);
      log[facts.day - first] = facts;
      if (log.length < 3 * HISTORY_DAYS) return;
      first += HISTORY_DAYS;
      log = log.slice(HISTORY_DAYS);
    },
  };
}
