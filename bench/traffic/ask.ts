import type { Ask } from '../load.js';

/** One request of a mixture. */
export interface TrafficAsk extends Ask {
  /** What it is, for counts. */
  kind: string;
  method: 'GET' | 'PUT';
  /** Sent as JSON. */
  body?: unknown;
  ifNoneMatch?: string;
  /** Statuses that are right. */
  accepts: readonly number[];
  /** Told the entity tag of a 200 that has one. */
  tagged?(tag: string): void;
}

/** The next request. */
export type Traffic = () => TrafficAsk;
