import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { listed, put } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { type Row, sampleDocument } from '../support/sample-documents.js';

const behaviour = behaviourOf('contract');
const server = await startFrozenServer({ behaviour });
afterAll(() => server.close());

const [BEFORE, D, AFTER] = ['2026-03-09', '2026-03-10', '2026-03-11'];
const dayOf = (document: Row) => String(document.day ?? document.start_day);
const { id, token } = await server.addUser();
const days = async (path: string, query: string, bearer = token) =>
  (await listed(server.get(`/v2/usercollection/${path}?${query}`, bearer))).map(dayOf);
/** With the switch that compares a bound with the local day. */
async function byDay<T>(ask: () => Promise<T>): Promise<T> {
  behaviour.range = 'day';
  return ask().finally(() => {
    behaviour.range = 'instant';
  });
}

/** Which of the days before, of and after D come back for start=end=D, D to the day after, and the day before to D. */
const sameInstantAsDay = { single: [D], twoFrom: [D, AFTER], twoTo: [BEFORE, D] };
const laterThatDay = { single: [], twoFrom: [D], twoTo: [BEFORE] };
const theEveningBefore = { single: [], twoFrom: [AFTER], twoTo: [D] };

describe('two dates return what lies between 00:00 UTC of both', () => {
  test.each([
    ['daily_sleep', sameInstantAsDay],
    ['daily_readiness', sameInstantAsDay],
    ['daily_spo2', sameInstantAsDay],
    ['daily_stress', sameInstantAsDay],
    ['daily_resilience', sameInstantAsDay],
    ['daily_cardiovascular_age', sameInstantAsDay],
    ['sleep_time', sameInstantAsDay],
    ['daily_activity', laterThatDay],
    ['sleep', theEveningBefore],
    ['workout', laterThatDay],
    ['session', laterThatDay],
    ['tag', laterThatDay],
    ['enhanced_tag', laterThatDay],
    ['rest_mode_period', laterThatDay],
    ['vO2_max', laterThatDay],
  ])('%s', async (collection, { single, twoFrom, twoTo }) => {
    await put(
      server,
      id,
      collection,
      [AFTER, BEFORE, D].map((day) => sampleDocument(collection, day)),
    );
    const answers = async () => ({
      single: await days(collection, `start_date=${D}&end_date=${D}`),
      twoFrom: await days(collection, `start_date=${D}&end_date=${AFTER}`),
      twoTo: await days(collection, `start_date=${BEFORE}&end_date=${D}`),
    });
    expect(await answers()).toEqual({ single, twoFrom, twoTo });
    expect(await byDay(answers)).toEqual({ single: [D], twoFrom: [D, AFTER], twoTo: [BEFORE, D] });
  });

  test('rest_mode_period without a time begins at 00:00 UTC of its day', async () => {
    const { id: other, token: bearer } = await server.addUser();
    await put(
      server,
      other,
      'rest_mode_period',
      [D, AFTER].map((day) => sampleDocument('rest_mode_period', day, { start_time: null })),
    );
    expect(await days('rest_mode_period', `start_date=${D}&end_date=${D}`, bearer)).toEqual([D]);
  });

  test.each(['', 'start_date=2026-03-10&end_date=2026-03-10', 'start_date=2026-03-11&end_date=2026-03-01', 'start_date=nonsense'])(
    'ring_configuration returns every ring, oldest first, for "%s"',
    async (query) => {
      const rings = ['2026-03-10', '1970-01-01', '2019-05-06'].map((day) => sampleDocument('ring_configuration', day));
      await put(server, id, 'ring_configuration', [...rings, sampleDocument('ring_configuration', D, { set_up_at: null, size: 7 })]);
      const found = await listed(server.get(`/v2/usercollection/ring_configuration?${query}`, token));
      expect(found.map(({ set_up_at }) => set_up_at)).toEqual([
        null,
        '1970-01-01T08:00:00.000Z',
        '2019-05-06T08:00:00.000Z',
        '2026-03-10T08:00:00.000Z',
      ]);
    },
  );
});

describe('local time does not matter to bounds, unless the switch says so', () => {
  const workouts: [where: string, start: string][] = [
    ['kiritimati', '2026-03-10T00:30:00.000+14:00'],
    ['kathmandu', '2026-03-10T05:44:59.999+05:45'],
    ['kathmandu later', '2026-03-10T05:45:00.000+05:45'],
    ['honolulu', '2026-03-10T13:59:59.999-10:00'],
    ['honolulu midnight', '2026-03-10T14:00:00.000-10:00'],
    ['honolulu later', '2026-03-10T14:00:00.001-10:00'],
    ['honolulu evening', '2026-03-10T23:30:00.000-10:00'],
  ];

  test('a traveller’s workouts', async () => {
    const { id: traveller, token: bearer } = await server.addUser();
    const documents = workouts.map(([label, start_datetime]) => sampleDocument('workout', D, { label, start_datetime }));
    await put(server, traveller, 'workout', documents.toReversed());
    const labels = async (query: string) =>
      (await listed(server.get(`/v2/usercollection/workout?${query}`, bearer))).map(({ label }) => label);
    const all = workouts.map(([label]) => label);
    expect(await labels(`start_date=${BEFORE}&end_date=${D}`)).toEqual(all.slice(0, 3));
    expect(await labels(`start_date=${D}&end_date=${AFTER}`)).toEqual(all.slice(2, 5));
    expect(await labels(`start_date=${AFTER}&end_date=2026-03-12`)).toEqual(all.slice(4));
    expect(await labels(`start_date=${D}&end_date=2026-03-12`)).toEqual(all.slice(2));
    expect(await byDay(() => labels(`start_date=${D}&end_date=${D}`))).toEqual(all);
    expect(await byDay(() => labels(`start_date=${AFTER}&end_date=${AFTER}`))).toEqual([]);
  });

  test('activity over the beginning of summer time', async () => {
    const { id: finn, token: bearer } = await server.addUser();
    const winter = ['2026-03-27', '2026-03-28'].map((day) => sampleDocument('daily_activity', day, {}, '+02:00'));
    const summer = ['2026-03-29', '2026-03-30'].map((day) => sampleDocument('daily_activity', day, {}, '+03:00'));
    await put(server, finn, 'daily_activity', [...summer, ...winter]);
    // 04:00 local is 02:00 UTC in winter and 01:00 UTC in summer.
    const expected: [string, string, string[]][] = [
      ['2026-03-28', '2026-03-29', ['2026-03-28']],
      ['2026-03-28T02:00:00Z', '2026-03-29T01:00:00Z', ['2026-03-28', '2026-03-29']],
      ['2026-03-28T02:00:00.001Z', '2026-03-29T00:59:59.999Z', []],
      ['2026-03-29T04:00:00%2B03:00', '2026-03-30', ['2026-03-29']],
      ['2026-03-29T04:00:00%2B02:00', '2026-03-30', []],
    ];
    for (const [start, end, found] of expected) {
      expect([start, end, await days('daily_activity', `start_date=${start}&end_date=${end}`, bearer)]).toEqual([start, end, found]);
    }
    expect(await byDay(() => days('daily_activity', 'start_date=2026-03-29&end_date=2026-03-29', bearer))).toEqual(['2026-03-29']);
  });

  test('a nap that ends after 18:00 is found by its start, or by its day, which is the next', async () => {
    const { id: napper, token: bearer } = await server.addUser();
    const nap = { bedtime_start: '2026-03-10T17:30:00.000+02:00', bedtime_end: '2026-03-10T18:20:00.000+02:00', type: 'late_nap' };
    await put(server, napper, 'sleep', [sampleDocument('sleep', D), sampleDocument('sleep', AFTER, nap)]);
    expect(await days('sleep', `start_date=${D}&end_date=${AFTER}`, bearer)).toEqual([AFTER]);
    expect(await days('sleep', `start_date=${BEFORE}&end_date=${D}`, bearer)).toEqual([D]);
    expect(await byDay(() => days('sleep', `start_date=${D}&end_date=${D}`, bearer))).toEqual([D]);
    expect(await byDay(() => days('sleep', `start_date=${AFTER}&end_date=${AFTER}`, bearer))).toEqual([AFTER]);
  });
});
