import type { Ledger, Owner } from '../ledger/ledger.js';
import type { MirrorProgress } from '../storage/mirrors.js';
import type { Store } from '../storage/store.js';
import type { Machine } from './machine.js';
import type { MirrorReport } from './report.js';
import type { Upstream } from './upstream.js';

/** One run of a mirror: everything its steps share. */
export interface MirrorRun {
  machine: Machine;
  upstream: Upstream;
  store: Store;
  ledger: Ledger;
  owner: Owner;
  overlapMs: number;
  /** Up to where is read: nothing newer can be upstream. */
  horizonMs: number;
  /** The newest instant that earlier runs saw, in any collection; null in the first run. */
  newestMs: number | null;
  progress: ReadonlyMap<string, MirrorProgress>;
  report: MirrorReport;
  /** Told how much of a collection has been read, from 0 to 1. */
  onPart(collection: string, part: number): void;
}

/** Before it no ring existed: where history is looked for at the earliest. */
export const FLOOR_MS = Date.UTC(2013, 0, 1);

/**
 * Where a later run begins to read: an overlap before the newest that was seen. Upstream's own time counts, which may be behind the
 * machine's; a document from the future does not lead past the present.
 */
export function overlapStart(run: MirrorRun, { readToMs, newestMs }: MirrorProgress, overlapMs: number): number {
  const todayMs = Math.min(
    readToMs,
    run.machine.clock.now(),
    newestMs ?? Number.POSITIVE_INFINITY,
    run.newestMs ?? Number.POSITIVE_INFINITY,
  );
  return Math.max(FLOOR_MS, todayMs - overlapMs);
}
