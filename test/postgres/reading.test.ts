import { afterAll, beforeEach, expect, test } from 'vitest';
import { createConnections } from '../../src/storage/postgres-connections.js';
import { newDatabase } from '../support/stores.js';

/** Of them four are for reading. */
const CONNECTIONS = 12;
/** How long a connection may leave a statement without an answer before others go elsewhere. */
const SLOW_MS = 5;
const TIMEOUT_MS = 20_000;

let nowMs = 0;
const { run, close } = createConnections({
  ...{ url: await newDatabase(), connections: CONNECTIONS, timeoutMs: TIMEOUT_MS },
  machine: { now: () => nowMs },
});
afterAll(close);
beforeEach(() => {
  nowMs = 0;
});

/** The number of the server's process that answers. */
async function backend(expression = 'null'): Promise<number> {
  const { rows } = await run(`select pg_backend_pid() as pid, ${expression} as what`, []);
  return (rows[0] as { pid: number }).pid;
}
const together = (count: number) => Promise.all(Array.from({ length: count }, () => backend()));

test('statements that go together share a connection, until it is full', async () => {
  expect(new Set(await together(32)).size).toBe(1);
  expect(new Set(await together(33)).size).toBe(2);
  expect(new Set(await together(300)).size).toBe(4);
});

test('what is asked while a connection is slow goes by another one', async () => {
  const slow = backend('pg_sleep(1)');
  nowMs = SLOW_MS - 1;
  const beside = backend();
  nowMs = SLOW_MS;
  const answers: number[] = [];
  const others = together(8);
  others.then((pids) => answers.push(...pids));
  expect(await slow).toBe(await beside);
  expect(new Set(answers).size).toBe(1);
  expect(answers).not.toContain(await slow);
});
