import { afterAll, describe, expect, test } from 'vitest';
import { createContractValidator } from '../contract/validate.js';
import { answerOf, listed, put } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const { id, token } = await server.addUser();

/** Workouts around two midnights and a noon, each stamped in another zone. */
const workouts = Object.entries({
  a: '2026-03-10T08:59:59.999+09:00',
  b: '2026-03-09T19:00:00.000-05:00',
  c: '2026-03-10T02:00:00.001+02:00',
  d: '2026-03-10T12:00:00.000+00:00',
  e: '2026-03-10T17:45:00.001+05:45',
  f: '2026-03-10T14:00:00.000-10:00',
  g: '2026-03-11T00:00:00.001+00:00',
  y: '2026-03-14T12:00:00.000+00:00',
  z: '2026-03-15T01:00:00.000+01:00',
}).map(([label, start_datetime]) => sampleDocument('workout', start_datetime.slice(0, 10), { label, start_datetime }));
await put(server, id, 'workout', workouts);
const found = async (query: string) => {
  const documents = await listed(server.get(`/v2/usercollection/workout${query && `?${query}`}`, token));
  return documents.map(({ label }) => label).join('');
};

describe('bounds are read leniently and hold at both ends to the millisecond', () => {
  test.each([
    ['dates', 'start_date=2026-03-10&end_date=2026-03-11', 'bcdef'],
    ['date-times in UTC', 'start_date=2026-03-10T00:00:00Z&end_date=2026-03-10T12:00:00Z', 'bcd'],
    ['milliseconds', 'start_date=2026-03-10T00:00:00.001Z&end_date=2026-03-10T12:00:00.001Z', 'cde'],
    ['one instant', 'start_date=2026-03-10T12:00:00.000Z&end_date=2026-03-10T12:00:00.000Z', 'd'],
    ['a date and the end of the day', 'start_date=2026-03-10&end_date=2026-03-10T23:59:59', 'bcde'],
    ['escaped offsets', 'start_date=2026-03-10T02:00:00%2B02:00&end_date=2026-03-10T07:00:00-05:00', 'bcd'],
    ['unescaped offsets', 'start_date=2026-03-10T02:00:00+02:00&end_date=2026-03-10T14:00:00.000+02:00', 'bcd'],
    ['no offset', 'start_date=2026-03-10T00:00:00&end_date=2026-03-10T12:00:00', 'bcd'],
    ['minutes', 'start_date=2026-03-10T00:00&end_date=2026-03-10T12:00', 'bcd'],
    ['minutes with a zone', 'start_date=2026-03-10T00:00Z&end_date=2026-03-10T14:00+02:00', 'bcd'],
    ['blanks in place of T', 'start_date=2026-03-10%2000:00:00&end_date=2026-03-10+12:00:00', 'bcd'],
    ['microseconds', 'start_date=2026-03-10T00:00:00.000000%2B0000&end_date=2026-03-10T12:00:00.000999+0000', 'bcd'],
    ['nanoseconds', 'start_date=2026-03-09T20:00:00.000000001-04:00&end_date=2026-03-10T12:00:00.001999999Z', 'bcde'],
    ['small letters', 'start_date=2026-03-10t00:00:00z&end_date=2026-03-10t12:00:00z', 'bcd'],
    ['an offset in hours', 'start_date=2026-03-10T02:00:00%2B02&end_date=2026-03-10T07:00:00-05', 'bcd'],
    ['Unix seconds', 'start_date=1773100800&end_date=1773144000', 'bcd'],
    ['Unix seconds with a fraction', 'start_date=1773100800.001&end_date=1773144000.001', 'cde'],
    ['Unix milliseconds', 'start_date=1773100800001&end_date=1773144000000', 'cd'],
    ['the first seconds of 1970', 'start_date=1&end_date=2', ''],
    ['the year 24', 'start_date=0024-11-11&end_date=2026-03-10', 'ab'],
    ['the year 9999', 'start_date=2026-03-11&end_date=9999-12-31', 'fgyz'],
    ['everything', 'start_date=0001-01-01&end_date=9999-12-31', 'abcdefgyz'],
    ['blanks around', 'start_date=%202026-03-10%20&end_date=+2026-03-11+', 'bcdef'],
    ['a leap day', 'start_date=2024-02-29&end_date=2026-03-10T00:00:00Z', 'ab'],
  ])('%s', async (_form, query, labels) => {
    expect(await found(query)).toBe(labels);
  });
});

describe('without a bound', () => {
  test.each([
    ['neither: yesterday to today', '', 'yz'],
    ['empty ones count as absent', 'start_date=&end_date=', 'yz'],
    ['only a start: to today', 'start_date=2026-03-11', 'fgyz'],
    ['only a start of today', 'start_date=2026-03-15', 'z'],
    ['only a start in the future', 'start_date=2026-03-16', ''],
    ['only an end: from the day before it', 'end_date=2026-03-11', 'bcdef'],
    ['an empty start', 'start_date=&end_date=2026-03-10', 'ab'],
    ['an empty end', 'start_date=2026-03-14&end_date=', 'yz'],
  ])('%s', async (_what, query, labels) => {
    expect(await found(query)).toBe(labels);
  });

  test('the default follows the clock', async () => {
    await server.admin('POST', '/clock', { advance: 86_399 });
    expect(await found('')).toBe('z');
    await server.admin('POST', '/clock', { advance: -86_399 });
  });
});

const validator = createContractValidator();

describe('refusals', () => {
  test.each([
    'yesterday',
    'null',
    'undefined',
    'NaN',
    '1e5',
    '2026-02-30',
    '2026-00-10',
    '2026-13-01',
    '2025-02-29',
    '2026-3-1',
    '26-03-01',
    '10.03.2026',
    '20260310T000000Z',
    '2026-03-10T',
    '2026-03-10T12',
    '2026-03-10T25:00',
    '2026-03-10T12:60',
    '2026-03-10T12:00:60',
    '2026-03-10T12:00:00.',
    '2026-03-10T12:00:00%2B25:00',
    '2026-03-10T12:00:00UTC',
    '2026-03-10Z',
    '99999999999999999999',
    '%F0%9F%92%A4',
    "2026-03-10'--",
  ])('%s is answered 422 in the shape of pydantic', async (text) => {
    for (const [collection, name] of [
      ['workout', 'start_date'],
      ['daily_sleep', 'end_date'],
      ['heartrate', 'start_datetime'],
      ['ring_battery_level', 'end_datetime'],
    ]) {
      const url = `/v2/usercollection/${collection}?${name}=${text}`;
      const { status, body } = await answerOf(server.get(url, token));
      const problem = {
        type: 'datetime_from_date_parsing',
        loc: ['query', name],
        msg: expect.stringMatching(/^Input should be a valid datetime or date, /),
        input: decodeURIComponent(text),
        ctx: { error: expect.any(String) },
      };
      expect({ status, body }).toEqual({ status: 422, body: { detail: [problem] } });
      expect(validator.check(url, status, body)).toEqual([]);
    }
  });

  test.each([
    ['workout', 'start_date=2026-03-11&end_date=2026-03-10', 'start_date must not be after end_date'],
    ['daily_sleep', 'start_date=2026-03-10T00:00:00.001Z&end_date=2026-03-10', 'start_date must not be after end_date'],
    ['sleep', 'start_date=2&end_date=1', 'start_date must not be after end_date'],
    ['heartrate', 'start_datetime=2026-03-11&end_datetime=2026-03-10', 'start_datetime must not be after end_datetime'],
  ])('%s?%s is answered 400', async (collection, query, detail) => {
    const url = `/v2/usercollection/${collection}?${query}`;
    expect(await answerOf(server.get(url, token))).toEqual({ status: 400, body: { detail } });
    expect(validator.check(url, 400, { detail })).toEqual([]);
  });
});
