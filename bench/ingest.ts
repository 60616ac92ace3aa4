import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runSql } from '../test/support/start-postgres.js';
import type { Bench } from './bench.js';
import { FIRST_DAY } from './daily-sleep-data.js';
import { createDatabase, databaseOn } from './databases.js';
import { heartrateRows } from './heartrate-data.js';
import { loadDocuments } from './load-documents.js';
import {
  createLedger,
  createRowReader,
  dailySleep,
  dayNumber,
  emptyRows,
  heartrate,
  openStore,
  type Store,
  systemClock,
} from './product.js';
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

/**
 * Seconds that PostgreSQL's own client takes for the same bytes: documents with their changes, a row each under one key, and chunks of series.
 */
async function copyBare(server: string, from: string, folder: string): Promise<{ documents: number; rows: number }> {
  const to = await createDatabase(server, 'ingest_copy');
  await (await openStore(to)).close();
  await runSql(
    to,
    `create table documents (user_no bigint, collection text, id text, day bigint, version bigint, updated_at text, body text,
     primary key (user_no, collection, day, id))`,
  );
  await writeDocuments(from, path.join(folder, 'documents'));
  const copy = (url: string, table: string, direction: string) =>
    execFileSync('psql', [url, '-qc', `\\copy ${table} ${direction} '${path.join(folder, table)}'`]);
  const seconds: Record<string, number> = {};
  for (const table of ['documents', 'changes', 'series_chunks']) {
    if (table !== 'documents') copy(from, table, 'to');
    const start = performance.now();
    copy(to, table, 'from');
    seconds[table] = (performance.now() - start) / 1000;
  }
  return { documents: (seconds.documents ?? 0) + (seconds.changes ?? 0), rows: seconds.series_chunks ?? 0 };
}

/** Writes the documents of a store as a file for COPY, in the order in which they were stored. */
async function writeDocuments(place: string, file: string): Promise<void> {
  await using store = await openStore(place);
  const lines: string[] = [];
  for (let userNo = 1; userNo <= USERS; userNo++) {
    for await (const text of store.documentTexts(userNo, dailySleep)) {
      const { id, meta, day, ...body } = JSON.parse(text) as { id: string; meta: { version: number; updated_at: string }; day: string };
      const fields = [userNo, dailySleep.name, id, dayNumber(day), meta.version, meta.updated_at, JSON.stringify({ day, ...body })];
      lines.push(fields.join('\t'));
    }
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
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
