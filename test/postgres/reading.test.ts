import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openPostgres } from '../../src/storage/postgres.js';
import { newDatabase } from '../support/stores.js';

const engine = await openPostgres(await newDatabase());
afterAll(() => engine.close());
const { reader } = engine;

const backend = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(reader)).rows[0]?.pid;
const backends = async (count: number) => new Set(await Promise.all(Array.from({ length: count }, backend))).size;

test('few statements share a connection, many spread', async () => {
  expect(await backends(8)).toBe(1);
  expect(await backends(100)).toBeGreaterThan(1);
});

test('statements do not wait behind one that is slow', async () => {
  let isAwake = false;
  const sleep = sql`select pg_sleep(3)`.execute(reader).then(() => {
    isAwake = true;
  });
  await wait(100);
  expect(await backends(8)).toBe(1);
  expect(isAwake).toBe(false);
  await sleep;
});
