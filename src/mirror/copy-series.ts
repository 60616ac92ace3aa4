import type { SeriesCollection } from '../collections/define.js';
import { createRowReader, emptyRows, type SeriesRows } from '../collections/series-rows.js';
import { dayText, utcDateTime, utcDay } from '../lib/dates.js';
import type { MirrorProgress } from '../storage/mirrors.js';
import { findBeginning } from './find-beginning.js';
import { type MirrorRun, overlapStart } from './mirror-run.js';
import { type Page, readPages } from './read-pages.js';
import { addRejection, type CollectionReport, widen } from './report.js';
import { midnight, seriesWindows, type Window } from './windows.js';

/** Copies one series: what has not been read yet, and the overlap again. A sample that is not there any more stays here. */
export async function copySeries(run: MirrorRun, collection: SeriesCollection, counts: CollectionReport): Promise<void> {
  const known = run.progress.get(collection.name);
  const before = known ?? { readToMs: await findBeginning(run, collection), newestMs: null, isWhole: false };
  let progress = before;
  const fromMs = before.isWhole ? midnight(overlapStart(run, before, run.overlapMs)) : before.readToMs;
  const note = async (next: MirrorProgress, page: Page | null, rows: SeriesRows) => {
    const { ledger, owner } = run;
    const result = await ledger.transaction(async (transaction) => {
      const payload = page && page.data.length > 0 ? { payload: page.payload } : {};
      await transaction.noteMirrored(owner, { collection: collection.name, progress: next, ...payload });
      return transaction.putRows(owner, collection, rows);
    });
    progress = next;
    counts.created += result.added;
    counts.changed += result.replaced;
    counts.unchanged += result.unchanged;
  };
  for (const window of seriesWindows(fromMs, run.horizonMs, before.isWhole)) {
    const query = { start_datetime: utcDateTime(window.fromMs), end_datetime: utcDateTime(window.toMs) };
    for await (const page of readPages(run.upstream, collection.paths[0], query)) {
      const rows = readRows(run, collection, window, page, counts);
      const newestMs = rows.times.reduce((a, b) => Math.max(a, b), progress.newestMs ?? Number.NEGATIVE_INFINITY);
      // Rows ascend: after a crash, the first run goes on behind the last page.
      const readToMs = Math.max(progress.readToMs, rows.times.at(-1) ?? 0);
      await note({ ...progress, readToMs, newestMs: Number.isFinite(newestMs) ? newestMs : null }, page, rows);
      run.onPart(collection.name, ((rows.times.at(-1) ?? window.toMs) - fromMs) / (run.horizonMs - fromMs));
    }
    const isWhole = before.isWhole || window.toMs === run.horizonMs;
    await note({ ...progress, readToMs: Math.max(progress.readToMs, window.toMs), isWhole }, null, emptyRows(collection));
    run.onPart(collection.name, (window.toMs - fromMs) / (run.horizonMs - fromMs));
  }
}

function readRows(run: MirrorRun, collection: SeriesCollection, window: Window, page: Page, counts: CollectionReport): SeriesRows {
  const read = createRowReader(collection);
  const rows = emptyRows(collection);
  for (const input of page.data) {
    const reading = read(input, rows);
    if (reading.ok) continue;
    const reasons = reading.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    const { timestamp } = (input ?? {}) as { timestamp?: unknown };
    const day = typeof timestamp === 'string' ? timestamp.slice(0, 10) : null;
    addRejection(run.report, counts, { id: typeof timestamp === 'string' ? timestamp.slice(0, 40) : null, day, reasons });
  }
  // The end of a window is the beginning of the next one, which counts it.
  const places = [...rows.times.keys()].filter((place) => (rows.times[place] as number) < window.toMs);
  counts.upstream += places.length;
  for (const place of [places.at(0), places.at(-1)]) {
    if (place !== undefined) widen(counts, dayText(utcDay(rows.times[place] as number)));
  }
  return rows;
}
