import type { SeriesRows } from '../src/collections/series-rows.js';
import type { LatentState } from '../src/simulator/life/life.js';

/** What is hidden about one home day: the state it was lived in, and the sleep as it truly was. */
export interface TruthDay {
  /** Days since 1970-01-01 at home. */
  day: number;
  state: LatentState;
  events: readonly string[];
  /** Main sleep before the day and naps of it; stages per 30 s in the digits of the wire. */
  sleep: { startMs: number; endMs: number; stages: Uint8Array; isRecorded: boolean }[];
}

/** All there is to judge a simulated person by. `firstDay` is the first on which the ring was used: nothing was known before. */
export interface SimulatedHistory {
  index: number;
  persona: string;
  /** IANA name of the zone at home. */
  zone: string;
  profile: { sex: 'female' | 'male'; ageYears: number; weightKg: number; heightMetres: number };
  /** Days since 1970-01-01; the last one may be incomplete, and lie after the last one at home for somebody far east. */
  firstDay: number;
  lastDay: number;
  /** Documents as served, id and meta included, ascending. */
  documents: ReadonlyMap<string, readonly Record<string, unknown>[]>;
  heartrate: SeriesRows;
  battery: SeriesRows;
  /** Empty unless beats were recorded. */
  beats: SeriesRows;
  truth: readonly TruthDay[];
}
