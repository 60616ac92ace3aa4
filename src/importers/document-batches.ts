import type { DocumentCollection } from '../collections/define.js';
import { type ReadDocument, readDocument } from '../collections/read-document.js';
import type { LedgerTransaction, Owner } from '../ledger/ledger.js';
import type { Counts } from './import-report.js';
import type { Batches } from './intake.js';

const MAX_DOCUMENTS = 1000;
const MAX_TEXT = 16 << 20;

/** Puts documents, never a poorer one over a richer one. */
export function createDocumentBatches(
  { collection, transaction, owner }: { collection: DocumentCollection; transaction: LedgerTransaction; owner: Owner },
  counts: Counts,
): Batches {
  const due: ReadDocument[][] = [];
  let batch: ReadDocument[] = [];
  let textLength = 0;
  let identities = new Set<string>();

  function close() {
    if (batch.length > 0) due.push(batch);
    batch = [];
    textLength = 0;
    identities = new Set();
  }

  function add(document: ReadDocument) {
    const { id, naturalKey, text } = document;
    // Within one call the last document of an identity wins, however poor it is; in separate calls the richer one stays.
    if (identities.has(naturalKey) || (id !== null && identities.has(id))) close();
    batch.push(document);
    identities.add(naturalKey);
    if (id !== null) identities.add(id);
    textLength += text.length;
    if (batch.length >= MAX_DOCUMENTS || textLength >= MAX_TEXT) close();
  }

  return {
    knownKeys: new Set(['id', 'meta', ...Object.keys(collection.body.shape)]),
    take(value) {
      const reading = readDocument(collection, value);
      if (!reading.ok) return reading.issues;
      add(reading.value);
      return [];
    },
    async write({ isLast }) {
      if (isLast) close();
      for (const documents of due.splice(0)) {
        const result = await transaction.putDocuments(owner, collection, documents, { keepRicher: true });
        counts.created += result.created.length;
        counts.updated += result.updated.length;
        counts.unchanged += result.unchanged.length;
        counts.kept += result.kept.length;
      }
    },
  };
}
