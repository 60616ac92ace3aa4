import type { SeriesCollection } from '../collections/define.js';
import { createRowReader, emptyRows } from '../collections/series-rows.js';
import type { LedgerTransaction, Owner } from '../ledger/ledger.js';
import type { Counts } from './import-report.js';
import type { Batches } from './intake.js';

const ENOUGH_ROWS = 20_000;

interface SeriesTarget {
  collection: SeriesCollection;
  transaction: LedgerTransaction;
  owner: Owner;
}

/** Puts samples. */
export function createSeriesBatches({ collection, transaction, owner }: SeriesTarget, counts: Counts): Batches {
  const read = createRowReader(collection);
  let rows = emptyRows(collection);
  return {
    knownKeys: new Set(Object.keys(collection.row.shape)),
    take(value) {
      const reading = read(value, rows);
      return reading.ok ? [] : reading.issues;
    },
    async write({ isLast }) {
      if (rows.times.length === 0 || (!isLast && rows.times.length < ENOUGH_ROWS)) return;
      const result = await transaction.putRows(owner, collection, rows);
      counts.added += result.added;
      counts.replaced += result.replaced;
      counts.unchanged += result.unchanged;
      rows = emptyRows(collection);
    },
  };
}
