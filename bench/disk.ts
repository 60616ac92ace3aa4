import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runSql } from '../test/support/start-postgres.js';
import type { Bench } from './bench.js';
import { createDatabase } from './databases.js';
import { cloneUsers } from './disk/clone-users.js';
import { livedFile, simulatePeople } from './disk/simulate-people.js';
import { countChanges, sizesOfDatabase, sizesOfFile, type TableSizes } from './disk/table-sizes.js';
import { PEOPLE } from './lives-store.js';
import type { Measurement } from './report.js';

/** Users with copies of the documents of simulated people, as many as a few minutes suffice for. */
const MOST_USERS = 1000;
const SCALED = 10_000;

/**
 * A year of all collections of people who are simulated, a server's change log included, and the same of users who are copies of them, day by
 * day: bytes per user-year of the copies alone, so that what a store takes anyway does not count.
 */
export const disk: Bench = async ({ scratch, users, postgres, say }) => {
  const count = Math.min(users, MOST_USERS);
  say(`${PEOPLE} simulated people for a year, then ${count} users`);
  const folder = mkdtempSync(path.join(scratch, 'disk-'));
  const database = postgres === null ? null : await createDatabase(postgres, 'disk');
  const file = path.join(folder, 'circlet.sqlite');
  await simulatePeople(scratch, folder, database, PEOPLE);
  const sizes = () => (database === null ? sizesOfFile(file) : sizesOfDatabase(database));
  const before = await sizes();
  await cloneUsers(livedFile(scratch, PEOPLE), file, database, PEOPLE, count);
  const after = await sizes();
  const changes = await countChanges(file, database);
  rmSync(folder, { recursive: true });
  if (postgres !== null) await runSql(postgres, 'drop database disk');
  const where = postgres === null ? '' : ', PostgreSQL';
  const alone = Object.values(before).reduce((sum, bytes) => sum + bytes, 0) / PEOPLE;
  return [
    ...figures(where, (name) => (after[name] - before[name]) / (count - PEOPLE)),
    { name: `disk${where}: changes per user-year`, values: [changes / count] },
    { name: `disk${where}: MB per user-year where each was written alone`, values: [alone / 1e6] },
  ];
};

function figures(where: string, bytesOf: (name: keyof TableSizes) => number): Measurement[] {
  const names = ['document_chunks', 'changes', 'series_chunks', 'indexes', 'rest'] as const;
  const total = names.reduce((sum, name) => sum + bytesOf(name), 0);
  return [
    { name: `disk${where}: GB of ${SCALED.toLocaleString('en')} users × 365 days`, values: [(total * SCALED) / 1e9] },
    { name: `disk${where}: MB per user-year`, values: [total / 1e6] },
    ...names.map((name) => ({ name: `disk${where}: MB per user-year of ${name.replace('_', ' ')}`, values: [bytesOf(name) / 1e6] })),
  ];
}
