import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DAY_MS } from '../../src/lib/dates.js';
import { createSeededRandom } from '../../src/lib/random.js';
import { type ChunkBytes, decodeChunk } from '../../src/storage/document-chunk.js';
import { type Running, runInside, runWell, start, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const KILLS = 20;
const ROWS = 800;
const BEATS_PER_FILE = 8_000;
const FIRST_MS = Date.UTC(2026, 0, 1);

const { folder, remove } = temporaryFolder();
afterAll(remove);
const source = path.join(folder, 'source');
const random = createSeededRandom('crash');
const below = (bound: number) => Buffer.from(random.bytes(4)).readUInt32BE() % bound;

/** A file to import: what it holds is in no other one. */
interface SourceFile {
  name: string;
  collection: string;
  /** How many rows or documents are stored of it, and how many when all of it is. */
  stored(data: string): number;
  count: number;
}
const files: SourceFile[] = [];
let userId = '';

beforeAll(async () => {
  mkdirSync(source);
  for (let part = 10; part < 20; part++) {
    const name = `part-${part}_${part % 3 === 0 ? 'heartrate' : 'workout'}.json`;
    const [collection, rows] = part % 3 === 0 ? ['heartrate', beatsOf(part)] : ['workout', workoutsOf(part)];
    writeFileSync(path.join(source, name), JSON.stringify({ data: rows, next_token: null }));
    const day = (FIRST_MS / DAY_MS + part) * 2;
    files.push(
      collection === 'workout'
        ? { name, collection, stored: (data) => idsOf(data).filter((id) => id.startsWith(`${part}-`)).length, count: ROWS }
        : { name, collection: 'heartrate', stored: (data) => rowsOf(data, day, day + 1), count: BEATS_PER_FILE },
    );
  }
  userId = (await runWell(['user', 'add', '--data', path.join(folder, 'base')])).trim();
});

const workoutsOf = (part: number) =>
  Array.from({ length: ROWS }, (_, i) => ({
    id: `${part}-${i}`,
    // An export's own version and time of change: what is stored does not depend on when it was imported.
    meta: { updated_at: '2026-02-01T00:00:00.000Z', version: 1 + (i % 3) },
    ...{ activity: 'running', calories: i, day: '2026-01-02', intensity: 'easy', label: 'x'.repeat(i % 50), source: 'manual' },
    ...{
      start_datetime: new Date(FIRST_MS + i * 60_000).toISOString(),
      end_datetime: new Date(FIRST_MS + i * 60_000 + 1000).toISOString(),
    },
  }));

/** Two days of heart rate that no other part has. */
const beatsOf = (part: number) =>
  Array.from({ length: BEATS_PER_FILE }, (_, i) => ({
    timestamp_unix: (FIRST_MS / DAY_MS + part) * 2 * DAY_MS + i * Math.floor((2 * DAY_MS) / BEATS_PER_FILE),
    ...{ bpm: 50 + (i % 97), source: 'awake' },
  }));

/** A fresh copy of the store with the user and nothing else. */
function newStore(name: string): string {
  const data = path.join(folder, name);
  mkdirSync(data, { mode: 0o700 });
  copyFileSync(path.join(folder, 'base', 'circlet.sqlite'), path.join(data, 'circlet.sqlite'));
  return data;
}

function query<Row>(data: string, text: string): Row[] {
  const db = new Database(path.join(data, 'circlet.sqlite'));
  try {
    return db.prepare<[], Row>(text).all();
  } finally {
    db.close();
  }
}

/** Digests of everything an import left behind, the moment of writing aside. */
const remains = (data: string) =>
  [
    'select user_no, collection, chunk, hex(ids) as ids, hex(data) as data from document_chunks order by collection, chunk',
    'select user_no, series, day, row_count, hex(data) as data from series_chunks order by series, day',
    'select seq, user_no, collection, document_id, event, version from changes order by seq',
  ].map((text) =>
    createHash('sha256')
      .update(JSON.stringify(query(data, text)))
      .digest('hex'),
  );

const idsOf = (data: string): string[] =>
  query<ChunkBytes>(data, 'select ids, data from document_chunks')
    .flatMap(decodeChunk)
    .map(({ id }) => id);

const rowsOf = (data: string, ...days: number[]): number =>
  query<{ count: number }>(data, `select row_count as count from series_chunks where day in (${days})`).reduce(
    (sum, { count }) => sum + count,
    0,
  );

const importInto = (data: string) => start(['import', source, '--user', userId, '--data', data]);
const reported = (out: string) => files.filter(({ name }) => new RegExp(`^imported .*/${name}: .*\n`, 'm').test(out));
/** Waits until that many files are reported, or the program has ended. */
async function untilReported(importing: Running, count: number): Promise<void> {
  let isOver = false;
  importing.ended.then(() => {
    isOver = true;
  });
  while (reported(importing.written.out).length < count && !isOver) await wait(2);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(`killed ${KILLS} times in the middle of an import: each file is there wholly or not at all, and what was reported is there`, async () => {
  const undisturbed = newStore('undisturbed');
  const whole = importInto(undisturbed);
  await untilReported(whole, 1);
  const firstReportMs = Date.now();
  const { code, out } = await whole.ended;
  // The kill may follow a report by up to as long as a file takes.
  const fileMs = Math.ceil((Date.now() - firstReportMs) / (files.length - 1));
  expect([code, reported(out).length]).toEqual([0, files.length]);
  for (const file of files) expect([file.name, file.stored(undisturbed)]).toEqual([file.name, file.count]);
  const expected = remains(undisturbed);

  const seen: number[] = [];
  for (let round = 0; round < KILLS; round++) {
    const data = newStore(`round-${round}`);
    await using importing = importInto(data);
    const after = below(files.length);
    await untilReported(importing, after);
    // Before the first report the program is still starting.
    await wait(after === 0 ? below(600) : below(fileMs));
    importing.child.kill('SIGKILL');
    const killed = await importing.ended;
    const promised = reported(killed.out);

    const stored = files.map((file) => file.stored(data));
    files.forEach((file, i) => {
      const context = `round ${round}, ${file.name}, reported: ${promised.includes(file)}`;
      expect([context, stored[i]]).toEqual([context, promised.includes(file) || stored[i] !== 0 ? file.count : 0]);
    });
    // Between the commit of a file and its report there may be the kill, but never two commits.
    expect(stored.filter(Boolean).length - promised.length).toBeLessThanOrEqual(1);
    seen.push(promised.length);

    expect(await runInside('doctor', '--data', data)).toMatchObject({ code: 0, error: '' });
    expect(await runInside('import', source, '--user', userId, '--data', data)).toMatchObject({ code: 0, error: '' });
    expect(remains(data)).toEqual(expected);
  }
  // The kills fell into different parts of the import, most of them into its middle.
  expect(new Set(seen).size).toBeGreaterThanOrEqual(5);
  expect(seen.filter((count) => count < files.length).length).toBeGreaterThanOrEqual(15);
});
