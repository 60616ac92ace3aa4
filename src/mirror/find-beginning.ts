import type { SeriesCollection } from '../collections/define.js';
import { documentCollections } from '../collections/index.js';
import { DAY_MS, readInstant, utcDateTime } from '../lib/dates.js';
import { FLOOR_MS, type MirrorRun } from './mirror-run.js';
import { readPages } from './read-pages.js';
import type { UpstreamAnswer } from './upstream.js';
import { midnight } from './windows.js';

const WINDOW_MS = 30 * DAY_MS;
/** So many empty windows of 30 days in a row, and there is nothing before them: more than a year. */
const ENOUGH_EMPTY = 13;

/**
 * Where a series begins: looked for backwards from the first document, or the newest sample where that is earlier, until more than a year
 * has nothing. Throws NotOpen.
 */
export async function findBeginning(run: MirrorRun, collection: SeriesCollection): Promise<number> {
  const { store, owner, horizonMs } = run;
  let firstDocumentMs = horizonMs;
  for (const collection of documentCollections) {
    const firstMs = await store.documents.firstInstant(owner.userNo, collection, FLOOR_MS);
    if (firstMs !== null && firstMs < firstDocumentMs) firstDocumentMs = firstMs;
  }
  const newestMs = newestIn(await firstPage(run, collection, { latest: 'true' })) ?? horizonMs;
  let beginsMs = midnight(Math.min(firstDocumentMs, newestMs));
  for (let toMs = beginsMs, empty = 0; empty < ENOUGH_EMPTY && toMs > FLOOR_MS; toMs -= WINDOW_MS) {
    const window = { start_datetime: utcDateTime(toMs - WINDOW_MS), end_datetime: utcDateTime(toMs) };
    const isEmpty = (await firstPage(run, collection, window)).length === 0;
    empty = isEmpty ? empty + 1 : 0;
    if (!isEmpty) beginsMs = toMs - WINDOW_MS;
  }
  return beginsMs;
}

/** The newest sample of all series that are open; null where none tells. */
export async function newestSample(upstream: MirrorRun['upstream'], paths: readonly string[]): Promise<number | null> {
  for (const path of paths) {
    const answer: UpstreamAnswer = await upstream.get(path, { latest: 'true' });
    const { data } = (answer.body ?? {}) as { data?: unknown };
    const newest = answer.status === 200 && Array.isArray(data) ? newestIn(data) : null;
    if (newest !== null) return newest;
  }
  return null;
}

async function firstPage({ upstream }: MirrorRun, collection: SeriesCollection, query: Record<string, string>): Promise<unknown[]> {
  for await (const { data } of readPages(upstream, collection.paths[0], query)) return data;
  return [];
}

function newestIn(rows: unknown[]): number | null {
  const times = rows.map((row) => readInstant(String((row as { timestamp?: unknown } | null)?.timestamp))?.ms);
  return times.reduce<number | null>((newest, ms) => (ms === undefined ? newest : Math.max(newest ?? ms, ms)), null);
}
