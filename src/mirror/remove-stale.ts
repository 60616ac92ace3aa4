import type { DocumentCollection } from '../collections/define.js';
import type { MirrorProgress } from '../storage/mirrors.js';
import type { MirrorRun } from './mirror-run.js';
import type { Window } from './windows.js';

/** What a window turned out to hold upstream. */
export interface Seen {
  ids: Set<string>;
  /** Numbers of documents by local day. */
  days: Map<number, number>;
}

/** Nobody deletes so many days by hand: an answer without any of them is rather no answer. */
const SUSPICIOUS = 4;

/**
 * Deletes what a window holds here and not upstream, and notes the window as read. What the first run finds here stays, as it may come
 * from an import, but for the second document of a day that has one upstream.
 */
export async function removeStale(
  { store, ledger, owner }: MirrorRun,
  collection: DocumentCollection,
  window: Window,
  { ids, days }: Seen,
  isAgain: boolean,
  progress: MirrorProgress,
): Promise<{ removed: number; note: string | null }> {
  const here = await store.documents.marks(owner.userNo, collection, window.fromMs, window.toMs);
  const isTwin = (day: number) => collection.isOnePerDay && days.has(day);
  const stale = here.filter(({ id, day }) => !ids.has(id) && (isAgain || isTwin(day)));
  const isSuspicious = ids.size === 0 && stale.length >= SUSPICIOUS && (collection.isOnePerDay || !collection.isDated);
  const doomed = isSuspicious ? [] : stale;
  await ledger.transaction(async (transaction) => {
    for (const { id } of doomed) await transaction.deleteDocument(owner, collection, id);
    await transaction.noteMirrored(owner, { collection: collection.name, progress });
  });
  const note = isSuspicious ? `upstream shows none of ${stale.length} recent documents: nothing was deleted here` : null;
  return { removed: doomed.length, note };
}
