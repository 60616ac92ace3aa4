import { createHash } from 'node:crypto';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { createSeededRandom } from '../../src/lib/random.js';
import { runInside } from '../e2e/program.js';
import { answerOf } from '../support/answers.js';
import { type Fault, startFaultProxy } from './fault-proxy.js';
import { countsOf, mirrorInside } from './mirror-inside.js';
import { peopleOf, startUpstream } from './upstream.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const upstream = await startUpstream(peopleOf(1), 12);
const { id, token } = upstream.people[0] as { id: string; token: string };
const proxy = await startFaultProxy(upstream.url);
afterAll(async () => {
  await proxy.close();
  await upstream.end();
});
beforeEach(() => proxy.faultBy(() => null));

const mirror = (name: string, options: object = {}) =>
  mirrorInside({ data: upstream.dataIn(name), from: proxy.url, credentials: { token }, ...options });

test('an upstream that fails in every way now and then is copied whole, and what it asks to wait is waited', async () => {
  const random = createSeededRandom('mirror faults');
  const faults: Fault[] = [
    ...[{ status: 429, headers: { 'retry-after': '7' } }, { status: 500 }, { status: 503 }, { status: 302, headers: { location: '/' } }],
    ...(['cut', 'not json', 'silent'] as const),
  ];
  let made = 0;
  proxy.faultBy((number) => (number % 4 === 0 && (random.bytes(1)[0] as number) < 128 ? (faults[made++ % faults.length] as Fault) : null));
  const ran = await mirror('faulty', { timeoutMs: 400 });
  expect([ran.failure, ran.report?.gaps]).toEqual([null, []]);
  expect(made).toBeGreaterThan(2 * faults.length);
  for (const word of ['waiting 7 s', 'answered 500', 'answered 503', 'redirect', 'connection failed', 'not JSON', 'no whole answer']) {
    expect(ran.said).toContain(word);
  }
  expect(await upstream.exported(id, 'faulty')).toEqual(await upstream.exported(id));
});

test('an upstream that stays away ends the run with a clear message, and the next run goes on', async () => {
  proxy.faultBy((number) => (number > 30 ? { status: 500 } : null));
  const before = proxy.paths.length;
  const ran = await mirror('away');
  expect(ran.failure).toMatch(/failed 8 times in a row: it answered 500.*run again/);
  expect(ran.waitedMs).toBeGreaterThan(60_000);
  expect(proxy.paths.length - before).toBeLessThan(60);
  proxy.faultBy(() => null);
  expect((await mirror('away')).failure).toBe(null);
  expect(await upstream.exported(id, 'away')).toEqual(await upstream.exported(id));
});

test('no five minutes see more requests than the budget, nor than half of what a 429 tells of', async () => {
  const time = { nowMs: Date.UTC(2026, 10, 22) };
  const times: number[] = [];
  proxy.faultBy((number) => {
    if (number === refusedAt) {
      return { status: 429, headers: { 'retry-after': '1', 'x-ratelimit-limit': '80', 'x-ratelimit-window': '300' } };
    }
    times.push(time.nowMs);
    return null;
  });
  const most = () => Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 300_000).length));
  let refusedAt = -1;
  expect((await mirror('paced', { rate: 50, time })).failure).toBe(null);
  expect(times.length).toBeGreaterThan(110);
  expect(most()).toBeLessThanOrEqual(50);
  expect(most()).toBeGreaterThan(40);
  times.length = 0;
  refusedAt = proxy.paths.length + 3;
  expect((await mirror('heeding', { rate: 2500, time })).failure).toBe(null);
  times.splice(0, 3);
  expect(most()).toBeLessThanOrEqual(40);
});

test('what is not open is skipped and said, the rest is copied', async () => {
  const scopes = ['daily', 'personal', 'workout'];
  const { body } = await answerOf(upstream.admin('POST', `/users/${id}/tokens`, { scopes }));
  proxy.faultBy((_, path) => (path.includes('/session') ? { status: 404 } : null));
  const ran = await mirror('narrow', { credentials: { token: (body as { token: string }).token } });
  expect([ran.failure, ran.report?.gaps]).toEqual([null, []]);
  expect(countsOf(ran, 'heartrate').note).toContain('lacks the scope');
  expect(countsOf(ran, 'session').note).toContain('does not have it (404)');
  expect(countsOf(ran, 'sleep')).toMatchObject({ note: null, rejected: 0 });
  expect(countsOf(ran, 'sleep').created).toBeGreaterThan(5);
});

test('a dead token, a lapsed membership and somebody else’s account are told from each other', async () => {
  expect((await mirror('dead', { credentials: { token: 'WRONG' } })).failure).toMatch(/does not accept the token \(401\)/);
  expect((await mirror('lapsed')).failure).toBe(null);
  const kept = await upstream.exported(id, 'lapsed');
  expect((await upstream.admin('PATCH', `/users/${id}`, { membership: 'lapsed' })).status).toBe(200);
  expect((await mirror('lapsed')).failure).toMatch(/membership of this account has expired. What was copied stays/);
  expect(await upstream.exported(id, 'lapsed')).toEqual(kept);
  await upstream.admin('PATCH', `/users/${id}`, { membership: 'active' });
  const other = await upstream.addUser();
  const ran = await mirror('lapsed', { user: id, credentials: { token: other.token } });
  expect(ran.failure).toContain(`is a copy of account ${id}`);
});

test('documents that cannot be taken over are reported with reasons, make a gap, and their answers are kept', async () => {
  const day = '2026-03-05';
  proxy.faultBy((_, path) => {
    if (!path.includes('/daily_resilience')) return null;
    const bad = { id: 'bad-1', day, contributors: { sleep_recovery: 1 }, level: 'unheard of' };
    return { status: 200, body: { data: [bad], next_token: null } };
  });
  const ran = await mirror('rejecting');
  expect(ran.failure).toContain('1 days exist upstream and not here');
  expect(countsOf(ran, 'daily_resilience')).toMatchObject({ rejected: 1, created: 0 });
  expect(ran.report?.rejections.daily_resilience).toEqual([
    { id: 'bad-1', day, reasons: expect.arrayContaining([expect.stringMatching(/^level: /)]) },
  ]);
  expect(ran.report?.gaps).toEqual([{ collection: 'daily_resilience', kind: 'missing here', days: [day] }]);
  const words = ['--user', id, '--data', upstream.dataIn('rejecting')];
  const { out } = await runInside('mirror', 'payloads', 'list', '--collection', 'daily_resilience', '--json', ...words);
  const [payload, ...others] = JSON.parse(out) as { payloadNo: number; sha256: string; bytes: number }[];
  // The answer came more than once, and is kept once.
  expect(others).toEqual([]);
  const shown = await runInside('mirror', 'payloads', 'show', String(payload?.payloadNo), ...words);
  expect(shown.out).toContain('unheard of');
  expect(createHash('sha256').update(shown.out).digest('hex')).toBe(payload?.sha256);
});

test('an upstream that suddenly shows nothing takes nothing away', async () => {
  expect((await mirror('emptied')).failure).toBe(null);
  const kept = await upstream.exported(id, 'emptied');
  proxy.faultBy((_, path) => (path.includes('/daily_sleep?') ? { status: 200, body: { data: [], next_token: null } } : null));
  const ran = await mirror('emptied');
  expect(countsOf(ran, 'daily_sleep')).toMatchObject({ deleted: 0, note: expect.stringContaining('nothing was deleted here') });
  expect(ran.report?.gaps.find(({ collection }) => collection === 'daily_sleep')?.kind).toBe('missing upstream');
  expect(await upstream.exported(id, 'emptied')).toEqual(kept);
});
