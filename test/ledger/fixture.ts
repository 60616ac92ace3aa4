import type { DocumentCollection } from '../../src/collections/define.js';
import { type ReadDocument, readDocument } from '../../src/collections/read-document.js';
import { createLedger } from '../../src/ledger/create-ledger.js';
import type { Owner, PutOptions } from '../../src/ledger/ledger.js';
import { createClock } from '../../src/lib/clock.js';
import { openStore } from '../support/stores.js';

export const NOW = Date.parse('2026-01-10T12:00:00.000Z');
const MANY = 1_000_000;

export type Fixture = Awaited<ReturnType<typeof openFixture>>;

/** Reads a document that must be valid. */
export function valid(collection: DocumentCollection, input: unknown): ReadDocument {
  const reading = readDocument(collection, input);
  if (!reading.ok) throw new Error(JSON.stringify(reading.issues));
  return reading.value;
}

/** A store in memory or in `file` with its ledger, a clock that only the test moves, and short ways to look at what is stored. */
export async function openFixture(file = ':memory:') {
  const store = await openStore(file);
  const clock = createClock({ now: () => 0 }, { frozenAtMs: NOW });
  const ledger = createLedger(store, clock);
  const everything = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };
  return {
    store,
    clock,
    ledger,
    addUser: (id: string): Promise<Owner> =>
      store.users.add({ id, email: null, age: null, weight: null, height: null, biological_sex: null, createdAt: '' }),
    put: (owner: Owner, collection: DocumentCollection, inputs: unknown[], options?: PutOptions) =>
      ledger.transaction((to) =>
        to.putDocuments(
          owner,
          collection,
          inputs.map((input) => valid(collection, input)),
          options,
        ),
      ),
    /** All documents of a collection as they are served, in the order of lists. */
    async list(owner: Owner, collection: DocumentCollection): Promise<Record<string, unknown>[]> {
      const { envelope } = await store.documents.list(owner.userNo, collection, everything, null, MANY, true);
      return JSON.parse(envelope.toString()).data;
    },
    async get(owner: Owner, collection: DocumentCollection, id: string): Promise<Record<string, unknown> | null> {
      const text = await store.documents.get(owner.userNo, collection, id, true);
      return text && JSON.parse(text.toString());
    },
    changes: () => store.listChanges(0, MANY),
  };
}
