import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { createSimulation } from '../../src/simulator/service/create-simulation.js';
import { openStore } from '../../src/storage/store.js';
import { changesOf, differences, storedLife } from '../support/stored-life.js';
import { runInside, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 120_000 });

const ROUNDS = 3;
const { folder, remove } = temporaryFolder();
afterAll(remove);
const START = '2026-03-01T08:00:00.000Z';
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nowOf = async (server: Awaited<ReturnType<typeof serve>>) => {
  const { now } = (await (await server.admin('GET', '/clock')).json()) as { now: string };
  return Date.parse(now);
};

test('killed in time lapse, simulated people go on from where they were, as if nothing had happened', async () => {
  const data = path.join(folder, 'lapse');
  const words = ['--data', data, '--empty', '--admin-token', 'secret'];
  {
    await using first = await serve(words);
    await first.admin('POST', '/clock', { set: START, frozen: true });
    await first.stop();
  }
  const simulated = ['simulate', '--users', '2', '--days', '10', '--end', '2026-02-28', '--persona', 'patchy', '--seed', 'lapse'];
  expect((await runInside(...simulated, '--data', data)).code).toBe(0);
  {
    await using thawed = await serve(words);
    await thawed.admin('POST', '/clock', { frozen: false });
    await thawed.stop();
  }
  let reachedMs = Date.parse(START);
  for (let round = 0; round < ROUNDS; round++) {
    await using server = await serve([...words, '--time-lapse', '2d/1s']);
    const startedMs = await nowOf(server);
    // What the clock had shown shortly before the kill is remembered.
    expect(startedMs).toBeGreaterThanOrEqual(reachedMs - 5 * 86_400_000);
    expect(startedMs).toBeGreaterThanOrEqual(Date.parse(START));
    while ((await nowOf(server)) < startedMs + 5 * 86_400_000) await wait(100);
    reachedMs = await nowOf(server);
    await wait(137 * round);
    server.child.kill('SIGKILL');
    await server.ended;
  }
  expect(await runInside('doctor', '--data', data)).toMatchObject({ code: 0, error: '' });

  await using store = await openStore(path.join(data, 'circlet.sqlite'));
  const people = await store.simulatedUsers.list();
  expect(people).toHaveLength(2);
  await using other = await openStore(':memory:');
  const simulation = createSimulation(other);
  const fresh = [];
  for (const { person } of people) fresh.push(await simulation.add(JSON.parse(person)));
  for (const [i, { userNo, syncedMs }] of people.entries()) {
    expect(syncedMs).toBeGreaterThan(reachedMs - 8 * 86_400_000);
    const again = fresh[i] as (typeof fresh)[number];
    await simulation.catchUp(syncedMs, { userId: again.id, isWatched: false });
    expect(differences(await storedLife(store, userNo), await storedLife(other, again.userNo))).toEqual([]);
    const changes = await changesOf(store, userNo);
    expect(changes.filter(({ event }) => event === 'update').length).toBeGreaterThan(50);
    expect(Math.max(...changes.map(({ atMs }) => atMs))).toBeLessThanOrEqual(syncedMs);
  }
});
