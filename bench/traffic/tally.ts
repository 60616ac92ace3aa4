import { quantile } from '../statistics.js';
import type { TrafficAsk } from './ask.js';

/** What became of requests. */
export interface Tally {
  requests: number;
  /** Milliseconds, one per request. */
  latencies: number[];
  /** Answers by kind and status: `list 200`. */
  statuses: Record<string, number>;
  /** Those among them that were not right. */
  unexpected: Record<string, number>;
}

/** Nothing yet. */
export const noTally = (): Tally => ({ requests: 0, latencies: [], statuses: {}, unexpected: {} });

/** Counts an answer. */
export function count(tally: Tally, { kind, accepts }: TrafficAsk, status: number, milliseconds: number): void {
  const name = `${kind} ${status}`;
  tally.requests++;
  tally.latencies.push(milliseconds);
  tally.statuses[name] = (tally.statuses[name] ?? 0) + 1;
  if (!accepts.includes(status)) tally.unexpected[name] = (tally.unexpected[name] ?? 0) + 1;
}

/** Throws where an answer was not right. */
export function requireExpected({ unexpected }: Tally): void {
  if (Object.keys(unexpected).length > 0) throw new Error(`answers that were not expected: ${JSON.stringify(unexpected)}`);
}

/** The latency that `share` of the requests did not exceed, in ms; 0 without any. */
export const latency = ({ latencies }: Tally, share: number) => (latencies.length === 0 ? 0 : quantile(latencies, share));
