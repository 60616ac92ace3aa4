import type { DocumentCollection } from '../../collections/define.js';
import { findCollection } from '../../collections/index.js';
import { ownDocument, type ReadDocument } from '../../collections/read-document.js';
import type { Owner } from '../../ledger/ledger.js';
import { utcDateTime } from '../../lib/dates.js';
import { derivedUuid } from '../../lib/ids.js';
import type { ChronicleDocument } from '../wearer/chronicle.js';

/** The id of a document of a simulated user. */
export function documentIdOf(owner: Owner, collection: string, key: string): string {
  return derivedUuid(owner.id, collection, key);
}

/** Documents in the form of the ledger, by collection. */
export function readChapter(owner: Owner, documents: readonly ChronicleDocument[]): Map<DocumentCollection, ReadDocument[]> {
  const read = new Map<DocumentCollection, ReadDocument[]>();
  for (const { collection: name, key, body, version, updatedMs } of documents) {
    const collection = findCollection(name) as DocumentCollection;
    // Recordings name their ring by its key.
    if (typeof body.ring_id === 'string') body.ring_id = documentIdOf(owner, 'ring_configuration', body.ring_id);
    const meta = { updatedAt: utcDateTime(updatedMs), version };
    const document = ownDocument(collection, documentIdOf(owner, name, key), body, meta);
    const others = read.get(collection);
    if (others) others.push(document);
    else read.set(collection, [document]);
  }
  return read;
}
