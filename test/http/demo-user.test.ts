import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { collections } from '../../src/collections/index.js';
import { DAY_MS } from '../../src/lib/dates.js';
import { answerOf } from '../support/answers.js';
import type { Row } from '../support/sample-documents.js';
import { changesOf, differences, storedLife } from '../support/stored-life.js';
import { startTestServer } from '../support/stores.js';

const folder = mkdtempSync(path.join(tmpdir(), 'circlet-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const startAt = (text: string, data = ':memory:') =>
  startTestServer({ data, demo: true, rateLimit: 0, clock: { now: () => Date.parse(text) } });

describe.each(['2026-03-15T12:00:00Z', '2024-09-01T03:00:00Z', '2031-12-31T23:00:00Z'])('the demo user of %s', (now) => {
  test('has something of all 20 collections, up to the present', async () => {
    await using server = await startAt(now);
    const token = server.demoUser?.token;
    expect(collections).toHaveLength(20);
    const year = Number(now.slice(0, 4));
    for (const { kind, paths } of collections) {
      const range = `start_date=${year - 1}-01-01&end_date=${year + 1}-01-02&latest=true`;
      const { status, body } = await answerOf(
        server.get(`/v2/usercollection/${paths[0]}?${kind === 'series' ? 'latest=true' : range}`, token),
      );
      expect([paths[0], status]).toEqual([paths[0], 200]);
      const { data = [body as Row] } = body as { data?: Row[] };
      expect([paths[0], data.length > 0]).toEqual([paths[0], true]);
      const newest = Math.max(...data.map((row) => Date.parse(String(row.timestamp ?? row.bedtime_end ?? row.end_datetime ?? 0))));
      if (kind === 'series') expect(Date.parse(now) - newest).toBeGreaterThanOrEqual(0);
      if (paths[0] === 'ring_battery_level') expect(Date.parse(now) - newest).toBeLessThan(2 * DAY_MS);
    }
  });
});

test('it lives on as the clock is advanced, and over a restart, as if it had been looked at all the time', async () => {
  const data = path.join(folder, 'store');
  const first = await startAt('2026-03-15T12:00:00Z', data);
  const [{ userNo } = { userNo: 0 }] = await first.store.users.list();
  const before = (await changesOf(first.store, userNo)).length;
  expect((await answerOf(first.admin('POST', '/clock', { advance: 86_400, frozen: true }))).status).toBe(200);
  const changes = (await changesOf(first.store, userNo)).slice(before);
  for (const name of ['sleep', 'daily_sleep', 'daily_readiness', 'daily_activity']) {
    expect([name, changes.some(({ collection, event }) => collection === name && event === 'create')]).toEqual([name, true]);
  }
  await first.admin('POST', '/clock', { frozen: false });
  await first.close();

  // Three days pass while nobody serves.
  const second = await startAt('2026-03-18T12:00:00Z', data);
  expect(second.demoUser).toEqual(first.demoUser);
  const missed = (await changesOf(second.store, userNo)).slice(before + changes.length);
  const counted = (event: string) => missed.filter((change) => change.event === event).length;
  expect([counted('create') > 20, counted('update') > 20]).toEqual([true, true]);
  const lived = await storedLife(second.store, userNo);
  const end = second.clock.now();
  await second.close();

  await using other = await startTestServer({ demo: true, clock: { now: () => Date.parse('2026-03-15T12:00:00Z') } });
  await other.admin('POST', '/clock', { set: new Date(end).toISOString(), frozen: true });
  expect(differences(lived, await storedLife(other.store, (await other.store.users.list())[0]?.userNo ?? 0))).toEqual([]);
});
