import type { ReadDocument } from '../../src/collections/read-document.js';
import { pickRows, type SeriesRows, sortedRows } from '../../src/collections/series-rows.js';
import type { Ledger, LedgerTransaction, PutResult } from '../../src/ledger/ledger.js';

/** A ledger in memory that remembers what it was asked, with the rules of the real one as far as imports rely on them. */
export interface FakeLedger extends Ledger {
  /** By collection, then by id or natural key. */
  documents: Map<string, Map<string, ReadDocument>>;
  /** By collection, then by time: the values of the columns. */
  rows: Map<string, Map<number, number[]>>;
  /** Numbers of documents or rows in each call, by collection. */
  calls: { collection: string; size: number }[];
  commits: number;
}

export function createFakeLedger(): FakeLedger {
  const ledger: FakeLedger = {
    documents: new Map(),
    rows: new Map(),
    calls: [],
    commits: 0,
    async transaction(work) {
      const copy = { documents: structuredClone(ledger.documents), rows: structuredClone(ledger.rows) };
      const result = await work(transactionOn(copy, ledger.calls));
      Object.assign(ledger, copy, { commits: ledger.commits + 1 });
      return result;
    },
    eraseUser: async () => false,
  };
  return ledger;
}

function transactionOn(state: Pick<FakeLedger, 'documents' | 'rows'>, calls: FakeLedger['calls']): LedgerTransaction {
  return {
    async putDocuments(_owner, { name }, documents, options) {
      calls.push({ collection: name, size: documents.length });
      const stored = placeIn(state.documents, name);
      const result: PutResult = { created: [], updated: [], unchanged: [], kept: [] };
      for (const document of documents) {
        const key = document.id ?? document.naturalKey;
        const before = stored.get(key);
        const isKept = options?.keepRicher && before !== undefined && document.richness < before.richness;
        const fate = !before ? 'created' : before.text === document.text ? 'unchanged' : isKept ? 'kept' : 'updated';
        result[fate].push(key);
        if (fate === 'created' || fate === 'updated') stored.set(key, document);
      }
      return result;
    },
    async putRows(_owner, { name }, rows) {
      calls.push({ collection: name, size: rows.times.length });
      return mergeRows(placeIn(state.rows, name), sortedRows(rows));
    },
    deleteDocument: async () => false,
    noteMirrored: async () => {},
    markSynced: async () => true,
  };
}

function mergeRows(stored: Map<number, number[]>, rows: SeriesRows) {
  const result = { added: 0, replaced: 0, unchanged: 0 };
  rows.times.forEach((time, i) => {
    const values = pickRows(rows, [i]).columns.map((column) => column[0] as number);
    const before = stored.get(time);
    result[!before ? 'added' : String(before) === String(values) ? 'unchanged' : 'replaced']++;
    stored.set(time, values);
  });
  return result;
}

function placeIn<K, V>(maps: Map<string, Map<K, V>>, name: string): Map<K, V> {
  const map = maps.get(name) ?? new Map<K, V>();
  maps.set(name, map);
  return map;
}
