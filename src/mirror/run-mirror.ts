import { collections, seriesCollections } from '../collections/index.js';
import type { Ledger, Owner } from '../ledger/ledger.js';
import { DAY_MS } from '../lib/dates.js';
import type { Store } from '../storage/store.js';
import { copyDocuments } from './copy-documents.js';
import { copySeries } from './copy-series.js';
import { newestSample } from './find-beginning.js';
import { findGaps } from './find-gaps.js';
import type { Machine } from './machine.js';
import type { MirrorRun } from './mirror-run.js';
import { NotOpen } from './read-pages.js';
import { type CollectionReport, createCollectionReport, type MirrorReport } from './report.js';
import type { Upstream } from './upstream.js';
import { midnight } from './windows.js';

/** What a run needs. */
export interface RunOptions {
  machine: Machine;
  upstream: Upstream;
  source: string;
  store: Store;
  ledger: Ledger;
  owner: Owner;
  /** How much of what was read before is read again. */
  overlapMs: number;
  /** Told how much of a collection has been read, from 0 to 1. */
  onPart?: (collection: string, part: number) => void;
  /** Told of each collection when it is done. */
  onDone?: (counts: CollectionReport) => void;
}

/** How far documents can lie after the newest sample: today's, and tomorrow's of those who live east of Greenwich. */
const AHEAD_MS = 3 * DAY_MS;

/**
 * Copies what has not been copied yet, and the overlap again; goes on where an earlier run ended, however it ended. Throws MirrorFailure
 * where the run as a whole cannot go on, MirrorStopped where it is asked to stop.
 */
export async function runMirror(options: RunOptions): Promise<MirrorReport> {
  const { onDone = () => {} } = options;
  const run = await prepare(options);
  for (const collection of collections) {
    const counts = createCollectionReport(collection.name);
    run.report.collections.push(counts);
    if (collection.kind === 'profile') {
      counts.upstream = counts.unchanged = 1;
      continue;
    }
    try {
      await (collection.kind === 'document' ? copyDocuments(run, collection, counts) : copySeries(run, collection, counts));
    } catch (error) {
      if (!(error instanceof NotOpen)) throw error;
      counts.note = error.message;
    }
    onDone(counts);
  }
  return finished(run);
}

/** Compares the days of the whole history, upstream and here, and changes nothing. Throws as `runMirror` does. */
export async function checkMirror(options: RunOptions): Promise<MirrorReport> {
  return finished({ ...(await prepare(options)), progress: new Map() });
}

async function prepare({ machine, upstream, source, store, ledger, owner, overlapMs, onPart = () => {} }: RunOptions): Promise<MirrorRun> {
  const report: MirrorReport = { source, user: owner.id, collections: [], rejections: {}, gaps: [], requests: 0 };
  const progress = await store.mirrors.progressOf(owner.userNo);
  const newest = [...progress.values()].flatMap(({ newestMs }) => newestMs ?? []);
  const newestMs = newest.length > 0 ? Math.max(...newest) : null;
  const series = seriesCollections.map(({ paths }) => paths[0]);
  const latestMs = Math.max(machine.clock.now(), (await newestSample(upstream, series)) ?? 0, newestMs ?? 0);
  const horizonMs = midnight(latestMs) + AHEAD_MS;
  return { machine, upstream, store, ledger, owner, overlapMs, horizonMs, newestMs, progress, report, onPart };
}

async function finished(run: MirrorRun): Promise<MirrorReport> {
  run.report.gaps = await findGaps(run);
  run.report.requests = run.upstream.requests;
  return run.report;
}
