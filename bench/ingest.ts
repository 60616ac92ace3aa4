import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import { FIRST_DAY } from './daily-sleep-data.js';
import { heartrateRows } from './heartrate-data.js';
import { loadDocuments } from './load-documents.js';
import { createLedger, createRowReader, emptyRows, heartrate, openStore, type Store, systemClock } from './product.js';
import { addUsers } from './stores.js';

const USERS = 100;
const DAYS = 30;

/** Writing through the ledger into a fresh store each round, commits included: documents and heart rate, both from raw input. */
export const ingest: Bench = async ({ scratch, rounds, say }) => {
  say('ingest');
  const figures = { validated: [] as number[], documents: [] as number[], readRows: [] as number[], rows: [] as number[] };
  for (let round = -1; round < rounds; round++) {
    const folder = mkdtempSync(path.join(scratch, 'ingest-'));
    const store = await openStore(path.join(folder, 'circlet.sqlite'));
    await addUsers(store, USERS);
    const { documents, seconds } = await loadDocuments(store, USERS);
    const rows = await loadRows(store);
    await store.close();
    rmSync(folder, { recursive: true });
    if (round < 0) continue;
    figures.validated.push(documents / (seconds.read + seconds.put));
    figures.documents.push(documents / seconds.put);
    figures.readRows.push(rows.count / (rows.readSeconds + rows.putSeconds));
    figures.rows.push(rows.count / rows.putSeconds);
  }
  return [
    { name: 'ingest of documents, validated from raw: documents per second', values: figures.validated },
    { name: 'ingest of documents: documents per second', values: figures.documents },
    { name: 'ingest of heart rate, validated from raw: rows per second', values: figures.readRows },
    { name: 'ingest of heart rate: rows per second', values: figures.rows },
  ];
};

/** 30 days of heart rate of each user, a transaction each. */
async function loadRows(store: Store): Promise<{ count: number; readSeconds: number; putSeconds: number }> {
  const ledger = createLedger(store, systemClock);
  const result = { count: 0, readSeconds: 0, putSeconds: 0 };
  for (let user = 1; user <= USERS; user++) {
    const { times, columns } = heartrateRows(user, FIRST_DAY, DAYS, 'bursts');
    const raw = times.map((time, at) => ({
      bpm: columns[0][at],
      source: columns[1][at] === 0 ? 'awake' : 'rest',
      timestamp: new Date(time).toISOString(),
    }));
    const started = performance.now();
    const rows = emptyRows(heartrate);
    const read = createRowReader(heartrate);
    for (const row of raw) if (!read(row, rows).ok) throw new Error('a row of the bench was refused');
    const wasRead = performance.now();
    const { added } = await ledger.transaction((to) => to.putRows({ userNo: user, id: `user-${user}` }, heartrate, rows));
    result.putSeconds += (performance.now() - wasRead) / 1000;
    result.readSeconds += (wasRead - started) / 1000;
    result.count += added;
  }
  return result;
}
