import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, BenchOptions } from './bench.js';
import { below, createChance } from './chance.js';
import { LAST_DAY } from './disk/simulate-people.js';
import { type LivesStore, type LivesUser, prepareLives } from './lives-store.js';
import { dayText } from './product.js';
import type { Measurement } from './report.js';
import { shiftDates } from './shift-dates.js';
import type { Traffic } from './traffic/ask.js';
import { createTrafficClient, type TrafficClient } from './traffic/client.js';
import { driveOpen } from './traffic/drive.js';
import { latency, noTally, requireExpected } from './traffic/tally.js';
import { startWorkers, type WorkerProcesses } from './worker-processes.js';

const CIRCLET = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const YEARS = 3;
/** Whole weeks, so that weekends stay where they are. */
const YEAR_DAYS = 364;
const MOST_USERS = 100;
const READS_PER_SECOND = 100;
const ALONE_SECONDS = 10;
const CONNECTIONS = 32;
const READ = ['sleep', 'daily_sleep', 'daily_readiness', 'daily_activity'];

/**
 * Three years of one user, all collections and heart rate, brought by `circlet import` beside a server from which others read: how long
 * it takes, and how long they wait, against the same without it.
 */
export const backfill: Bench = async (options) => {
  const { users, scratch, postgres, isBound, rounds, say } = options;
  const store = await prepareLives(scratch, Math.min(users, MOST_USERS), postgres);
  const { folder, database } = store;
  const name = `backfill of ${YEARS} years${postgres === null ? '' : ', PostgreSQL'}`;
  say(name);
  const { files, documents, rows } = makeYears(store, options);
  await using server = await startWorkers({ folder, database, workers: 1, isBound });
  await using client = createTrafficClient(server.url, CONNECTIONS);
  const next = createReads(store.users);
  await reading(client, next, () => pause(ALONE_SECONDS * 1000));
  const measurements: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    const id = await addUser(server);
    const alone = await reading(client, next, () => pause(ALONE_SECONDS * 1000));
    const beside = await reading(client, next, () =>
      ended(spawn(process.execPath, commandOf('import', store, id, files), { stdio: 'ignore' })),
    );
    measurements.push(
      { name: `${name}: seconds`, values: [beside.seconds] },
      { name: `${name}: documents`, values: [documents] },
      { name: `${name}: rows of series`, values: [rows] },
      { name: `${name}: p99 of readers in ms`, values: [beside.p99] },
      { name: `${name}: longest wait of readers in ms`, values: [beside.longest] },
      { name: `${name}: p99 of readers in ms, without it`, values: [alone.p99] },
      { name: `${name}: longest wait of readers in ms, without it`, values: [alone.longest] },
    );
  }
  return measurements;
};

async function addUser({ url, adminToken }: WorkerProcesses): Promise<string> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/admin/v1/users`, { method: 'POST', headers, body: '{}' });
  return ((await answer.json()) as { id: string }).id;
}

function commandOf(command: string, { folder, database }: LivesStore, user: string, ...more: string[]): string[] {
  const store = database === null ? [] : ['--database', database];
  return [CIRCLET, command, '--data', folder, ...store, '--user', user, ...more];
}

/** Files of three years, made of the one year of the first user. */
function makeYears(store: LivesStore, { scratch }: BenchOptions): { files: string; documents: number; rows: number } {
  const [one, files] = [mkdtempSync(path.join(scratch, 'year-')), path.join(mkdtempSync(path.join(scratch, 'years-')), 'export')];
  mkdirSync(files);
  execFileSync(process.execPath, commandOf('export', store, (store.users[0] as LivesUser).id, '--out', one), { stdio: 'ignore' });
  const made = { documents: 0, rows: 0 };
  for (const file of readdirSync(one)) {
    const { data } = JSON.parse(readFileSync(path.join(one, file), 'utf8')) as { data?: Record<string, unknown>[] };
    if (!data) continue;
    const years = Array.from({ length: YEARS }, (_, year) => data.map((item) => yearsBefore(item, year))).flat();
    made[data[0] && 'id' in data[0] ? 'documents' : 'rows'] += years.length;
    writeFileSync(path.join(files, file), JSON.stringify({ data: years, next_token: null }));
  }
  return { files, ...made };
}

function yearsBefore(item: Record<string, unknown>, years: number): Record<string, unknown> {
  const { timestamp_unix: _, ...shifted } = shiftDates(item, -years * YEAR_DAYS) as Record<string, unknown>;
  if (typeof shifted.id === 'string') shifted.id = `${years}${shifted.id.slice(1)}`;
  return shifted;
}

/** Lists of random months of random users. */
function createReads(users: readonly LivesUser[]): Traffic {
  const chance = createChance(12);
  return () => {
    const { token } = users[below(chance, users.length)] as LivesUser;
    const from = LAST_DAY - 30 - below(chance, YEAR_DAYS - 31);
    const path = `/v2/usercollection/${READ[below(chance, READ.length)]}?start_date=${dayText(from)}&end_date=${dayText(from + 29)}`;
    return { kind: 'list', method: 'GET', path, token, accepts: [200] };
  };
}

/** Reads at an even rate until `work` is done. */
async function reading(client: TrafficClient, next: Traffic, work: () => Promise<void>) {
  const over = new AbortController();
  const tally = noTally();
  const started = performance.now();
  const reads = driveOpen(client, next, READS_PER_SECOND, Number.POSITIVE_INFINITY, () => tally, over.signal);
  await work();
  const seconds = (performance.now() - started) / 1000;
  over.abort();
  await reads;
  requireExpected(tally);
  return { seconds, p99: latency(tally, 0.99), longest: latency(tally, 1) };
}

async function ended(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the import ended with ${code}`);
}
