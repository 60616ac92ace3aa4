import type { DocumentCollection } from '../collections/define.js';
import { type ReadDocument, readDocument } from '../collections/read-document.js';
import type { LedgerTransaction, Owner } from '../ledger/ledger.js';
import type { Counts } from './import-report.js';
import type { Batches } from './intake.js';

const ENOUGH_DOCUMENTS = 1000;
const ENOUGH_TEXT = 16 << 20;

interface DocumentTarget {
  collection: DocumentCollection;
  transaction: LedgerTransaction;
  owner: Owner;
}

/** Puts documents, never a poorer one over a richer one. */
export function createDocumentBatches({ collection, transaction, owner }: DocumentTarget, counts: Counts): Batches {
  let batch = new Map<string, ReadDocument>();
  let textLength = 0;

  const identityOf = ({ id, naturalKey }: ReadDocument) => (collection.isOnePerDay ? naturalKey : (id ?? naturalKey));

  // Of two versions of a document the ledger would write both, one after the other, and again with every import.
  function add(document: ReadDocument) {
    const identity = identityOf(document);
    const other = batch.get(identity);
    if (other) counts[other.text === document.text ? 'unchanged' : 'kept']++;
    if (other && other.richness > document.richness) return;
    batch.set(identity, document);
    textLength += document.text.length;
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
      const isEnough = batch.size >= ENOUGH_DOCUMENTS || textLength >= ENOUGH_TEXT;
      if (batch.size === 0 || !(isLast || isEnough)) return;
      const result = await transaction.putDocuments(owner, collection, [...batch.values()], { keepRicher: true });
      counts.created += result.created.length;
      counts.updated += result.updated.length;
      counts.unchanged += result.unchanged.length;
      counts.kept += result.kept.length;
      batch = new Map();
      textLength = 0;
    },
  };
}
