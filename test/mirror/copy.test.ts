import { afterAll, expect, test, vi } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { createSeededRandom } from '../../src/lib/random.js';
import { runInside, start } from '../e2e/program.js';
import { listed, put } from '../support/answers.js';
import { startFaultProxy } from './fault-proxy.js';
import { peopleOf, startUpstream } from './upstream.js';

vi.setConfig({ testTimeout: process.env.CIRCLET_MIRROR_TEST ? 7_200_000 : 300_000, hookTimeout: 7_200_000 });

/** `CIRCLET_MIRROR_TEST=20x730` for the whole of it. */
const [PEOPLE = 3, DAYS = 60] = (process.env.CIRCLET_MIRROR_TEST ?? '').split('x').filter(Boolean).map(Number);
const KILLS = 10;

// A night of single heartbeats is thirty pages of a thousand.
const behaviour = behaviourOf('contract', { seriesPageSize: 10_000 });
const upstream = await startUpstream(peopleOf(PEOPLE, { beatsSince: DAYS - Math.max(10, DAYS / 10) }), DAYS, { behaviour });
const proxy = await startFaultProxy(upstream.url);
afterAll(async () => {
  await proxy.close();
  await upstream.end();
});

const wordsFor = (token: string, name: string) => {
  return ['mirror', '--from', proxy.url, '--token', token, '--data', upstream.dataIn(name), '--rate', '0'];
};

async function expectSame(name: string): Promise<void> {
  for (const { id } of upstream.people) {
    const [there, here] = [await upstream.exported(id), await upstream.exported(id, name)];
    expect(Object.keys(here).length).toBeGreaterThan(12);
    expect(here).toEqual(there);
  }
}

test(`of ${PEOPLE} people and ${DAYS} days every export is the same, byte for byte, and again after edits, deletions and ten more days`, async () => {
  for (const { id, token } of upstream.people) {
    const { code, out, error } = await runInside(...wordsFor(token, 'copy'));
    expect([code, error.includes('waiting')]).toEqual([0, false]);
    expect(out).toContain(`user ${id}`);
    expect(out).toContain('No gaps');
  }
  await expectSame('copy');

  await upstream.liveTo(DAYS + 10);
  // Of fourteen days, however few nights somebody has worn the ring.
  const { now } = (await (await upstream.admin('GET', '/clock')).json()) as { now: string };
  const since = new Date(Date.parse(now) - 13 * 86_400_000).toISOString().slice(0, 10);
  for (const { id, token } of upstream.people) {
    const nights = await listed(upstream.get(`/v2/usercollection/daily_sleep?start_date=${since}&end_date=2100-01-01`, token));
    const [removed, edited] = nights;
    if (edited) await put(upstream, id, 'daily_sleep', { ...edited, meta: undefined, score: 1 });
    if (!removed) continue;
    expect((await upstream.admin('DELETE', `/users/${id}/documents/daily_sleep/${removed.id}`)).status).toBe(204);
  }
  let deletions = 0;
  for (const { token } of upstream.people) {
    const { code, out } = await runInside(...wordsFor(token, 'copy'), '--json');
    const { collections, gaps } = JSON.parse(out) as { collections: Record<string, unknown>[]; gaps: unknown[] };
    expect([code, gaps]).toEqual([0, []]);
    const { deleted, rejected } = collections.find(({ collection }) => collection === 'daily_sleep') as Record<string, number>;
    expect(rejected).toBe(0);
    // None of who had not worn the ring before those ten days: then the night was never copied.
    deletions += deleted as number;
  }
  expect(deletions).toBeGreaterThan(PEOPLE / 2);
  await expectSame('copy');
  const { token } = upstream.people[0] as { token: string };
  expect(await runInside(...wordsFor(token, 'copy'), '--check')).toMatchObject({ code: 0, out: expect.stringContaining('No gaps') });
});

test(`killed ${KILLS} times on the way, the copy is the same in the end`, async () => {
  const random = createSeededRandom('mirror kills');
  const { token, id } = upstream.people[1] as { token: string; id: string };
  let kills = 0;
  for (let round = 0; round < KILLS; round++) {
    await using mirroring = start(wordsFor(token, 'killed'));
    // Past what was read before and is looked at again, into what is new.
    const fatal = 25 + ((random.bytes(1)[0] as number) % 20);
    const before = proxy.paths.length;
    proxy.faultBy((number) => {
      if (number - before === fatal) mirroring.child.kill('SIGKILL');
      return null;
    });
    const { code } = await mirroring.ended;
    if (code === null) kills++;
  }
  proxy.faultBy(() => null);
  expect(kills).toBeGreaterThanOrEqual(KILLS - 2);
  expect(await runInside(...wordsFor(token, 'killed'))).toMatchObject({ code: 0 });
  expect(await upstream.exported(id, 'killed')).toEqual(await upstream.exported(id));
  expect(await runInside('doctor', '--data', upstream.dataIn('killed'))).toMatchObject({ code: 0 });
});
