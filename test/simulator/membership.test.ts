import { expect, test } from 'vitest';
import { createLedger } from '../../src/ledger/create-ledger.js';
import { DAY_MS, dayNumber } from '../../src/lib/dates.js';
import { parseEvent } from '../../src/simulator/events.js';
import { createSimulation } from '../../src/simulator/service/create-simulation.js';
import { changesOf, differences, storedLife } from '../support/stored-life.js';
import { openStore } from '../support/stores.js';

const FIRST_DAY = dayNumber('2026-05-01') as number;
const base = { seed: 'membership', index: 0, persona: 'steady', zone: 'Europe/Helsinki', firstDay: FIRST_DAY, beats: false } as const;
const HOUR_MS = 3_600_000;

test.each([
  ['at home', []],
  ['far in the west', ['jet-lag:-9@2026-05-06+9']],
  ['far in the east', ['jet-lag:9@2026-05-06+9']],
])('a membership lapses and resumes at midnight at home, %s', async (_, journeys) => {
  await using store = await openStore(':memory:');
  const simulation = createSimulation(store);
  const events = ['membership-lapse@2026-05-09+2', ...journeys].map(parseEvent);
  const { id } = await simulation.add({ ...base, events });
  const seen: [string, string | undefined][] = [];
  // Helsinki is three hours ahead of UTC in May.
  for (const time of ['08T20:59', '08T21:00', '09T12:00', '10T20:59', '10T21:01', '12T00:00']) {
    await simulation.catchUp(Date.parse(`2026-05-${time}:00Z`));
    seen.push([time, (await store.users.find(id))?.membership]);
  }
  expect(seen.map(([, membership]) => membership)).toEqual(['active', 'lapsed', 'lapsed', 'lapsed', 'active', 'active']);
});

test('what the admin decides stays until the next planned day', async () => {
  await using store = await openStore(':memory:');
  const simulation = createSimulation(store);
  const { id } = await simulation.add({ ...base, events: [parseEvent('membership-lapse@2026-05-09+5')] });
  await simulation.catchUp(Date.parse('2026-05-10T00:00:00Z'));
  await store.users.change(id, { membership: 'active' });
  await simulation.catchUp(Date.parse('2026-05-11T00:00:00Z'));
  expect((await store.users.find(id))?.membership).toBe('active');
});

test('a life that another process has written on is not written again', async () => {
  await using store = await openStore(':memory:');
  const [server, command] = [createSimulation(store), createSimulation(store)];
  const { userNo } = await server.add({ ...base, events: [] });
  await server.catchUp((FIRST_DAY + 8) * DAY_MS);
  await command.catchUp((FIRST_DAY + 12) * DAY_MS);
  const before = (await changesOf(store, userNo)).length;
  await server.catchUp((FIRST_DAY + 11) * DAY_MS);
  await server.catchUp((FIRST_DAY + 12) * DAY_MS);
  expect((await changesOf(store, userNo)).length).toBe(before);
  await server.catchUp((FIRST_DAY + 13) * DAY_MS + HOUR_MS);
  const later = (await changesOf(store, userNo)).slice(before);
  expect(later.length).toBeGreaterThan(5);
  for (const { atMs } of later) expect(atMs).toBeGreaterThan((FIRST_DAY + 12) * DAY_MS - 1);
});

test('a clock turned back changes nothing', async () => {
  await using store = await openStore(':memory:');
  const simulation = createSimulation(store);
  const { userNo } = await simulation.add({ ...base, events: [] });
  await simulation.catchUp((FIRST_DAY + 8) * DAY_MS);
  const before = await changesOf(store, userNo);
  await simulation.catchUp((FIRST_DAY + 2) * DAY_MS);
  await simulation.catchUp((FIRST_DAY + 8) * DAY_MS);
  expect(await changesOf(store, userNo)).toEqual(before);
});

test('two processes may let the same user live on at the same time', async () => {
  const untilMs = (FIRST_DAY + 30) * DAY_MS;
  const alone = async () => {
    await using store = await openStore(':memory:');
    const simulation = createSimulation(store);
    const { userNo } = await simulation.add({ ...base, events: [] });
    await simulation.catchUp(untilMs);
    return await storedLife(store, userNo);
  };
  await using store = await openStore(':memory:');
  const [server, command] = [createSimulation(store), createSimulation(store)];
  const { userNo } = await server.add({ ...base, events: [] });
  await Promise.all([server.catchUp(untilMs), command.catchUp(untilMs, { isWatched: false })]);
  expect(differences(await alone(), await storedLife(store, userNo))).toEqual([]);
});

const CENTURY_MS = 36_600 * DAY_MS;

test('nobody lives on for more than a hundred years, whatever the clock is set to', async () => {
  await using store = await openStore(':memory:');
  const { id, userNo } = await createSimulation(store).add({ ...base, events: [] });
  const { syncedMs } = (await store.simulatedUsers.find(userNo)) as { syncedMs: number };
  const nearTheEndMs = syncedMs + CENTURY_MS - 3 * DAY_MS;
  await createLedger(store, { now: () => 0 }).transaction((to) => to.markSynced({ id, userNo }, syncedMs, nearTheEndMs));
  const simulation = createSimulation(store);
  await simulation.catchUp(Date.parse('9999-01-01T00:00:00Z'));
  const lastMs = (await store.simulatedUsers.find(userNo))?.syncedMs as number;
  expect(lastMs).toBeGreaterThan(nearTheEndMs + DAY_MS);
  expect(lastMs).toBeLessThanOrEqual(syncedMs + CENTURY_MS + 1);
});

test('a long life is cut short by closing, after a whole transaction', async () => {
  await using store = await openStore(':memory:');
  const simulation = createSimulation(store);
  const { userNo } = await simulation.add({ ...base, events: [] });
  const begunMs = (await store.simulatedUsers.find(userNo))?.syncedMs as number;
  const done = simulation.catchUp(begunMs + CENTURY_MS, { isWatched: false });
  // Other work has its turns meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await simulation.close();
  await done;
  const lastMs = (await store.simulatedUsers.find(userNo))?.syncedMs as number;
  expect(lastMs).toBeGreaterThan(begunMs + 5 * DAY_MS);
  expect(lastMs).toBeLessThan(begunMs + CENTURY_MS / 2);
});
