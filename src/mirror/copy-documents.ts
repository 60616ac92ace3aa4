import type { Body, DocumentCollection } from '../collections/define.js';
import { type ReadDocument, readDocument } from '../collections/read-document.js';
import { DAY_MS, dayText, utcDay } from '../lib/dates.js';
import type { MirrorProgress } from '../storage/mirrors.js';
import { daysUpstream } from './days-upstream.js';
import { FLOOR_MS, type MirrorRun, overlapStart } from './mirror-run.js';
import { type Page, readPages } from './read-pages.js';
import { removeStale, type Seen } from './remove-stale.js';
import { addRejection, type CollectionReport, widen } from './report.js';
import { documentWindows, type Window } from './windows.js';

/** Servers compare bounds with instants, or with local days: so far around a window is asked for all of it to be in the answer. */
const MARGIN_MS = 2 * DAY_MS;
/** Of documents that can stay open for long, so much is read again: their end may be written late. */
const OPEN_ENDED_OVERLAP_MS = 366 * DAY_MS;
const EVERYTHING: Window = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

/** Copies one collection of documents: what has not been read yet, and the overlap again. */
export async function copyDocuments(run: MirrorRun, collection: DocumentCollection, counts: CollectionReport): Promise<void> {
  const known = run.progress.get(collection.name);
  const before = known ?? { readToMs: await beginningOf(run, collection), newestMs: null, isWhole: false };
  const progress = { ...before };
  if (!collection.isDated) {
    await copyWindow(run, collection, EVERYTHING, progress, counts, before.isWhole, {
      ...progress,
      readToMs: run.horizonMs,
      isWhole: true,
    });
    return;
  }
  const fromMs = before.isWhole ? overlapStart(run, before, overlapOf(run, collection)) : before.readToMs;
  for (const window of documentWindows(fromMs, run.horizonMs)) {
    const readToMs = Math.max(progress.readToMs, window.toMs);
    const after = { ...progress, readToMs, isWhole: before.isWhole || window.toMs === run.horizonMs };
    await copyWindow(run, collection, window, progress, counts, before.isWhole, after);
    run.onPart(collection.name, (window.toMs - fromMs) / (run.horizonMs - fromMs));
  }
}

/** Where the history of a collection begins; without one, only the last days are looked at. */
async function beginningOf(run: MirrorRun, collection: DocumentCollection): Promise<number> {
  if (!collection.isDated) return FLOOR_MS;
  const firstDay = [...(await daysUpstream(run, collection, FLOOR_MS))].reduce((a, b) => Math.min(a, b), utcDay(run.horizonMs));
  return firstDay * DAY_MS - MARGIN_MS;
}

const overlapOf = (run: MirrorRun, { body }: DocumentCollection) =>
  'end_day' in body.shape ? Math.max(run.overlapMs, OPEN_ENDED_OVERLAP_MS) : run.overlapMs;

/** Reads a window to its end, page by page; only then what is not there any more is removed and the window noted as read. */
async function copyWindow(
  run: MirrorRun,
  collection: DocumentCollection,
  window: Window,
  progress: MirrorProgress,
  counts: CollectionReport,
  isAgain: boolean,
  after: MirrorProgress,
): Promise<void> {
  const query = collection.isDated
    ? { start_date: dayText(utcDay(window.fromMs - MARGIN_MS)), end_date: dayText(utcDay(window.toMs + MARGIN_MS)) }
    : {};
  const seen: Seen = { ids: new Set(), days: new Map() };
  for await (const page of readPages(run.upstream, collection.paths[0], query as Record<string, string>)) {
    const documents = readPage(run, collection, window, page, counts, seen);
    await putPage(run, collection, documents, page, counts, seen);
    for (const { instantMs } of documents) progress.newestMs = Math.max(progress.newestMs ?? instantMs, instantMs);
  }
  const { removed, note } = await removeStale(run, collection, window, seen, isAgain, { ...after, newestMs: progress.newestMs });
  progress.readToMs = after.readToMs;
  counts.deleted += removed;
  if (note) counts.note = note;
}

/** The valid documents of a page whose instants lie in the window; the others belong to its neighbours. */
function readPage(
  run: MirrorRun,
  collection: DocumentCollection,
  window: Window,
  page: Page,
  counts: CollectionReport,
  seen: Seen,
): ReadDocument[] {
  const documents: ReadDocument[] = [];
  for (const input of page.data) {
    const reading = readDocument(collection, input);
    if (!reading.ok) {
      const { id = null, day = null, start_day: startDay = null } = (input ?? {}) as Body;
      if (typeof id === 'string') seen.ids.add(id);
      const reasons = reading.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
      const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 200) : null);
      addRejection(run.report, counts, { id: text(id), day: text(day) ?? text(startDay), reasons: reasons.slice(0, 10) });
      continue;
    }
    const { instantMs, day } = reading.value;
    if (instantMs < window.fromMs || instantMs >= window.toMs) continue;
    documents.push(reading.value);
    widen(counts, dayText(day));
  }
  return documents;
}

async function putPage(
  { ledger, owner }: MirrorRun,
  collection: DocumentCollection,
  documents: ReadDocument[],
  { payload, data }: Page,
  counts: CollectionReport,
  seen: Seen,
): Promise<void> {
  const result = await ledger.transaction(async (transaction) => {
    // An empty list says nothing that its absence does not.
    if (data.length > 0) await transaction.noteMirrored(owner, { collection: collection.name, payload });
    return transaction.putDocuments(owner, collection, documents, { isMirror: true });
  });
  counts.upstream += documents.length;
  counts.created += result.created.length;
  counts.changed += result.updated.length;
  counts.unchanged += result.unchanged.length;
  for (const id of [...result.created, ...result.updated, ...result.unchanged, ...result.kept]) seen.ids.add(id);
  for (const { day } of documents) seen.days.set(day, (seen.days.get(day) ?? 0) + 1);
}
