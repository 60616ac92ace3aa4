import type { HistoryView } from '../view.js';
import type { Night } from './nights.js';

/** One figure and the bounds it must lie in, both included. */
export interface Part {
  name: string;
  value: number;
  low: number;
  high: number;
  ok: boolean;
}

/** A check on many people, with the figures it consists of. */
export interface DistributionResult {
  id: string;
  text: string;
  parts: Part[];
  ok: boolean;
}

/** A person as distributions look at them. */
export interface Judged {
  view: HistoryView;
  /** Their long sleeps, by day. */
  nights: readonly Night[];
}

/** Takes in one person after the other and keeps only what its figures need. */
export interface Distribution {
  id: string;
  text: string;
  add(person: Judged): void;
  parts(): Part[];
}

/** A figure with its bounds; NaN, where nothing was measured, is outside. */
export function part(name: string, value: number, low: number, high: number): Part {
  return { name, value, low, high, ok: value >= low && value <= high };
}

/** A check on figures of each person: `measure` gives one person's, `parts` gets those of all, NaN where a person has none. */
export function perPerson<Key extends string>(
  id: string,
  text: string,
  measure: (person: Judged) => Record<Key, number>,
  parts: (values: Record<Key, number[]>) => Part[],
): Distribution {
  const values: Record<string, number[]> = {};
  let people = 0;
  return {
    id,
    text,
    add: (person) => {
      for (const [key, value] of Object.entries<number>(measure(person))) {
        values[key] ??= [];
        values[key].push(value);
      }
      people++;
    },
    parts: () => (people === 0 ? [] : parts(values as Record<Key, number[]>)),
  };
}
