import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runSql } from '../test/support/start-postgres.js';
import type { Bench } from './bench.js';
import { createDatabase } from './databases.js';
import { cloneUsers } from './disk/clone-users.js';
import { addEvenHeartrate } from './disk/even-heartrate.js';
import { livedFile, simulatePeople } from './disk/simulate-people.js';
import { countChanges, sizesOfDatabase, sizesOfFile, type TableSizes } from './disk/table-sizes.js';
import { PEOPLE } from './lives-store.js';
import { CHANGES_KEPT } from './product.js';
import type { Measurement } from './report.js';

/** Users with copies of the documents of simulated people, as many as a few minutes suffice for. */
const MOST_USERS = 1000;
const SCALED = 10_000;
/** Users of heart rate alone. */
const EVEN_USERS = 50;

/**
 * A year of all collections of people who are simulated, and the same of users who are copies of them, day by day: bytes per user-year of the
 * copies alone, so that what a store takes anyway does not count. Besides, heart rate of each five minutes: rings differ in how often they
 * measure, and simulated people have about 600 rows a day, as captures of the real service do.
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
  const even = await bytesOfEvenHeartrate(folder, postgres);
  rmSync(folder, { recursive: true });
  if (postgres !== null) await runSql(postgres, 'drop database disk', 'drop database disk_even');

  const where = postgres === null ? '' : ', PostgreSQL';
  const perUser = (name: keyof TableSizes) => (after[name] - before[name]) / (count - PEOPLE);
  const [documents, series, rest] = [perUser('document_chunks'), perUser('series_chunks'), perUser('rest')];
  const perChange = after.changes / changes;
  // The log forgets, however many users there are.
  const log = Math.min(CHANGES_KEPT, (changes / count) * SCALED) * perChange;
  const total = (bytes: number): Measurement['values'] => [(bytes * SCALED + log) / 1e9];
  const megabytes = (what: string, bytes: number): Measurement => ({
    name: `disk${where}: MB per user-year${what}`,
    values: [bytes / 1e6],
  });
  return [
    { name: `disk${where}: GB of ${SCALED.toLocaleString('en')} users × 365 days`, values: total(documents + series + rest) },
    {
      name: `disk${where}: GB of ${SCALED.toLocaleString('en')} users × 365 days, documents and heart rate of each five minutes`,
      values: total(documents + even + rest),
    },
    megabytes('', documents + series + rest + log / SCALED),
    megabytes(' of documents', documents),
    megabytes(' of series', series),
    megabytes(' of heart rate of each five minutes', even),
    megabytes(' of the rest', rest),
    { name: `disk${where}: changes per user-year`, values: [changes / count] },
    { name: `disk${where}: bytes of a change, of which there are ${CHANGES_KEPT.toLocaleString('en')} at most`, values: [perChange] },
  ];
};

/** Bytes of a year of heart rate of each five minutes, in a store of nothing else. */
async function bytesOfEvenHeartrate(folder: string, postgres: string | null): Promise<number> {
  const file = path.join(folder, 'even.sqlite');
  const database = postgres === null ? null : await createDatabase(postgres, 'disk_even');
  await addEvenHeartrate(database ?? file, EVEN_USERS);
  return (database === null ? sizesOfFile(file) : await sizesOfDatabase(database)).series_chunks / EVEN_USERS;
}
