import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createSeededRandom } from '../../src/lib/random.js';
import { addUser, runInside, type Served, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const ROUNDS = 4;
const WRITERS = 6;
const FIRST_MS = Date.UTC(2026, 0, 2);
const { folder, remove } = temporaryFolder();
afterAll(remove);

/** What the server has said to have stored. */
interface Acknowledged {
  documents: { id: string; score: number }[];
  rows: number[];
  users: string[];
  deleted: string[];
}

test('killed amid writes, the server has every write it acknowledged when it is started again', async () => {
  const data = path.join(folder, 'store');
  const random = createSeededRandom('kill-server');
  const acknowledged: Acknowledged = { documents: [], rows: [], users: [], deleted: [] };
  const start = () => serve(['--data', data, '--empty', '--admin-token', 'secret', '--rate-limit', '0']);
  const { id, token } = await addUserAndKill(await start());

  for (let round = 0; round < ROUNDS; round++) {
    await using server = await start();
    await expectAllThere(server, token, acknowledged);
    await killAmidWrites(server, id, acknowledged, round, 30 + ((random.bytes(1)[0] as number) % 60));
  }
  await using server = await start();
  await expectAllThere(server, token, acknowledged);
  expect((await server.stop()).code).toBe(0);
  expect(await runInside('doctor', '--data', data)).toMatchObject({ code: 0, error: '' });
  for (const list of Object.values(acknowledged)) expect(list.length).toBeGreaterThan(ROUNDS);
});

async function addUserAndKill(started: Served): Promise<{ id: string; token: string }> {
  await using server = started;
  return await addUser(server);
}

async function killAmidWrites(server: Served, userId: string, acknowledged: Acknowledged, round: number, enough: number): Promise<void> {
  let answers = 0;
  const write = async (writer: number) => {
    for (let i = 0; ; i++) {
      await writeOne(server, userId, acknowledged, (round * WRITERS + writer) * 1_000_000 + i);
      // Not waited for: other writers are in the middle of theirs.
      if (++answers === enough) server.child.kill('SIGKILL');
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'fetch failed' } });
  expect((await server.ended).code).toBeNull();
}

/** One of four kinds of writes, noted once the server has answered. */
async function writeOne(server: Served, userId: string, acknowledged: Acknowledged, number: number): Promise<void> {
  const kind = number % 4;
  const id = `d-${number - kind}`;
  const documents = `/users/${userId}/documents/daily_sleep`;
  if (kind === 0) {
    const document = { id, day: '2026-01-02', contributors: {}, score: number % 100, timestamp: '2026-01-02T04:00:00+02:00' };
    await expectStatus(server.admin('PUT', documents, document), 200);
    acknowledged.documents.push({ id, score: document.score });
  } else if (kind === 1) {
    const ms = FIRST_MS + acknowledged.rows.length * 1000 + (number % 1000);
    await expectStatus(server.admin('PUT', `/users/${userId}/series/heartrate`, [{ timestamp_unix: ms, bpm: 60, source: 'rest' }]), 200);
    acknowledged.rows.push(ms);
  } else if (kind === 2) {
    const response = await expectStatus(server.admin('POST', '/users', {}), 201);
    acknowledged.users.push(((await response.json()) as { id: string }).id);
  } else {
    // From here on nobody knows whether it is still there, until the answer.
    acknowledged.documents = acknowledged.documents.filter((document) => document.id !== id);
    await expectStatus(server.admin('DELETE', `${documents}/${id}`), 204);
    acknowledged.deleted.push(id);
    const again = { id: `${id}-kept`, day: '2026-01-03', contributors: {}, score: 1, timestamp: '2026-01-03T04:00:00+02:00' };
    await expectStatus(server.admin('PUT', documents, again), 200);
    acknowledged.documents.push({ id: again.id, score: 1 });
  }
}

async function expectStatus(asked: Promise<Response>, status: number): Promise<Response> {
  const response = await asked;
  expect(response.status).toBe(status);
  return response;
}

async function expectAllThere(server: Served, token: string, { documents, rows, users, deleted }: Acknowledged): Promise<void> {
  const listed = await everything(server, token, 'daily_sleep?start_date=2026-01-01&end_date=2026-01-10');
  const scores = new Map(listed.map(({ id, score }) => [id, score]));
  for (const { id, score } of documents) expect([id, scores.get(id)]).toEqual([id, score]);
  for (const id of deleted) expect([id, scores.has(id)]).toEqual([id, false]);
  const beats = await everything(server, token, 'heartrate?start_datetime=2026-01-01T00:00:00Z&end_datetime=2026-01-10T00:00:00Z');
  const times = new Set(beats.map(({ timestamp_unix }) => timestamp_unix));
  for (const ms of rows) expect([ms, times.has(ms)]).toEqual([ms, true]);
  const known = (await (await server.admin('GET', '/users')).json()) as { users: { id: string }[] };
  expect(known.users.map(({ id }) => id)).toEqual(expect.arrayContaining(users));
}

/** All pages of a list. */
async function everything(server: Served, token: string, address: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const response = await server.get(`/v2/usercollection/${address}${next && `&next_token=${next}`}`, token);
    const page = (await response.json()) as { data: Record<string, unknown>[]; next_token: string | null };
    all.push(...page.data);
    next = page.next_token;
  }
  return all;
}
