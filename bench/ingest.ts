import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import { FIRST_DAY } from './daily-sleep-data.js';
import { createDatabase, databaseOn } from './databases.js';
import { heartrateRows } from './heartrate-data.js';
import { loadDocuments } from './load-documents.js';
import { createLedger, createRowReader, emptyRows, heartrate, openStore, type Store, systemClock } from './product.js';
import type { Measurement } from './report.js';
import { addTime, noTime, type Seconds } from './stopwatch.js';
import { addUsers } from './stores.js';

const USERS = 100;
const DAYS = 30;

/** Writing documents and heart rate through the ledger into a fresh store each round: storing alone, and with validating raw input. */
export const ingest: Bench = async ({ scratch, rounds, postgres, say }) => {
  say('ingest');
  const where = postgres === null ? '' : ', PostgreSQL';
  const measurements: Measurement[] = [];
  for (let round = -1; round < rounds; round++) {
    const folder = mkdtempSync(path.join(scratch, 'ingest-'));
    const database = postgres === null ? null : await createDatabase(postgres, 'ingest');
    const store = await openStore(database ?? path.join(folder, 'circlet.sqlite'));
    await addUsers(store, USERS);
    const documents = await loadDocuments(store, USERS);
    const rows = await loadRows(store);
    await store.close();
    const copies = postgres === null ? null : await copyBare(postgres, databaseOn(postgres, 'ingest'), folder);
    rmSync(folder, { recursive: true });
    // The first round warms up.
    if (round < 0) continue;
    measurements.push(
      ...rates(`documents${where}`, documents.documents, documents),
      ...rates(`rows of heart rate${where}`, rows.rows, rows),
    );
    if (copies === null) continue;
    measurements.push(
      { name: 'ingest of documents, PostgreSQL: ratio to a bare COPY', values: [copies.documents / documents.put.wall] },
      { name: 'ingest of rows of heart rate, PostgreSQL: ratio to a bare COPY', values: [copies.rows / rows.put.wall] },
    );
  }
  return measurements;
};

/** Seconds that PostgreSQL's own client takes for the same tables: documents with their changes, and chunks of series. */
async function copyBare(server: string, from: string, folder: string): Promise<{ documents: number; rows: number }> {
  const to = await createDatabase(server, 'ingest_copy');
  await (await openStore(to)).close();
  const copy = (url: string, table: string, direction: string) =>
    execFileSync('psql', [url, '-qc', `\\copy ${table} ${direction} '${path.join(folder, table)}'`]);
  const seconds: Record<string, number> = {};
  for (const table of ['documents', 'changes', 'series_chunks']) {
    copy(from, table, 'to');
    const start = performance.now();
    copy(to, table, 'from');
    seconds[table] = (performance.now() - start) / 1000;
  }
  return { documents: (seconds.documents ?? 0) + (seconds.changes ?? 0), rows: seconds.series_chunks ?? 0 };
}

function rates(what: string, count: number, { read, put }: { read: Seconds; put: Seconds }): Measurement[] {
  return [
    { name: `ingest of ${what}: per second`, values: [count / put.wall] },
    { name: `ingest of ${what}: per CPU second`, values: [count / put.cpu] },
    { name: `ingest of ${what}, validated from raw: per second`, values: [count / (read.wall + put.wall)] },
    { name: `ingest of ${what}, validated from raw: per CPU second`, values: [count / (read.cpu + put.cpu)] },
  ];
}

/** 30 days of heart rate of each user, a transaction each. */
async function loadRows(store: Store): Promise<{ rows: number; read: Seconds; put: Seconds }> {
  const ledger = createLedger(store, systemClock);
  const load = { rows: 0, read: noTime(), put: noTime() };
  for (let user = 1; user <= USERS; user++) {
    const raw = rawHeartrate(user);
    const rows = emptyRows(heartrate);
    await addTime(load.read, () => {
      const read = createRowReader(heartrate);
      for (const row of raw) if (!read(row, rows).ok) throw new Error('a row of the bench was refused');
    });
    const putRows = () => ledger.transaction((to) => to.putRows({ userNo: user, id: `user-${user}` }, heartrate, rows));
    load.rows += (await addTime(load.put, putRows)).added;
  }
  return load;
}

function rawHeartrate(user: number): unknown[] {
  const { times, columns } = heartrateRows(user, FIRST_DAY, DAYS, 'bursts');
  return times.map((time, at) => ({
    bpm: columns[0][at],
    source: columns[1][at] === 0 ? 'awake' : 'rest',
    timestamp: new Date(time).toISOString(),
  }));
}
