import type { DocumentCollection } from '../collections/define.js';
import { readDocument } from '../collections/read-document.js';
import type { Ledger, Owner } from '../ledger/ledger.js';
import { MirrorFailure } from './mirror-failure.js';
import type { Upstream } from './upstream.js';

/** What became of an object that an event told of. */
export type ObjectOutcome = 'created' | 'updated' | 'unchanged' | 'deleted' | 'absent' | 'rejected';

/**
 * Fetches one document and puts it. Events come in any order, so what is upstream now counts; one that is not there is deleted only where
 * an event says so, as a new one may not be readable yet.
 */
export async function copyObject(
  { upstream, ledger, owner }: { upstream: Upstream; ledger: Ledger; owner: Owner },
  collection: DocumentCollection,
  objectId: string,
  isDeletion: boolean,
): Promise<ObjectOutcome> {
  const { status, body, detail, payload } = await upstream.get(`${collection.paths[0]}/${encodeURIComponent(objectId)}`);
  if (status === 404) {
    const isDeleted = isDeletion && (await ledger.transaction((transaction) => transaction.deleteDocument(owner, collection, objectId)));
    return isDeleted ? 'deleted' : 'absent';
  }
  if (status !== 200) throw new MirrorFailure('trouble', `${collection.name}/${objectId} was answered ${status}: ${detail}`);
  const reading = readDocument(collection, body);
  if (!reading.ok) return 'rejected';
  const result = await ledger.transaction(async (transaction) => {
    await transaction.noteMirrored(owner, { collection: collection.name, payload });
    return transaction.putDocuments(owner, collection, [reading.value], { isMirror: true });
  });
  return (['created', 'updated'] as const).find((outcome) => result[outcome].length > 0) ?? 'unchanged';
}
