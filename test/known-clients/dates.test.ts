import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { listed } from '../support/answers.js';
import { daysBetween, ratesBetween, startWearerServer } from './wearer.js';

const server = await startWearerServer({ behaviour: behaviourOf('oura') });
afterAll(() => server.close());
const ask = (path: string, query: string) => listed(server.get(`/v2/usercollection/${path}?${query}`, server.wearer.token));

describe('start_date and end_date', () => {
  test.each([
    ['dates', 'most clients', '2026-03-08', '2026-03-12'],
    ['a time at the end', 'open-wearables', '2026-03-08', '2026-03-12T23:59:59'],
    ['times in UTC', 'Airbyte', '2026-03-08T00:00:00Z', '2026-03-12T00:00:00Z'],
  ])('as %s (%s)', async (_form, _client, start, end) => {
    const documents = await ask('daily_sleep', `start_date=${start}&end_date=${end}`);
    expect(documents.map(({ day }) => day)).toEqual(daysBetween('2026-03-08', '2026-03-12'));
  });
});

/** Each writes 2026-03-08 00:00 and 2026-03-10 00:00 of its zone; the offset of that zone in hours. */
const FORMS: [form: string, client: string, start: string, end: string, zone: number][] = [
  ['dates', 'python-ouraring', '2026-03-08', '2026-03-10', 0],
  ['naive, to the second', 'Home Assistant, agent-oura, daveremy, proscar87', '2026-03-08T00:00:00', '2026-03-10T00:00:00', 0],
  ['naive, to the minute', 'crcatala', '2026-03-08T00:00', '2026-03-10T00:00', 0],
  ['a blank in place of T', 'hedgertronic', '2026-03-08%2000:00:00', '2026-03-10+00:00:00', 0],
  ['microseconds and +0000', 'oura-toolkit-py', '2026-03-08T00:00:00.000000%2B0000', '2026-03-10T00:00:00.000000%2B0000', 0],
  [
    'nanoseconds and an offset',
    'exporters in Rust and Go',
    '2026-03-08T00:00:00.000000000%2B00:00',
    '2026-03-10T00:00:00.000000000%2B00:00',
    0,
  ],
  ['an offset west', 'mmm-oura2', '2026-03-08T00:00:00-04:00', '2026-03-10T00:00:00-04:00', -4],
  ['another one', 'sleeping-beauty', '2026-03-08T00:00:00-05:00', '2026-03-10T00:00:00-05:00', -5],
  ['milliseconds and Z', 'Pinta365, oura-toolkit-ts', '2026-03-08T00:00:00.000Z', '2026-03-10T00:00:00.000Z', 0],
  ['seconds and Z', 'oura-toolkit-go, open-wearables', '2026-03-08T00:00:00Z', '2026-03-10T00:00:00Z', 0],
  ['an escaped offset', 'go-oura, oura-api-php', '2026-03-08T00%3A00%3A00%2B00%3A00', '2026-03-10T00%3A00%3A00%2B00%3A00', 0],
  ['a raw plus, which arrives as a blank', 'whoever does not escape', '2026-03-08T00:00:00+00:00', '2026-03-10T00:00:00+00:00', 0],
  ['a raw plus and two hours', 'the same in Europe', '2026-03-08T00:00:00+02:00', '2026-03-10T00:00:00+02:00', 2],
];

describe('start_datetime and end_datetime', () => {
  test.each(FORMS)('as %s (%s)', async (_form, _client, start, end, zone) => {
    const rows = await ask('heartrate', `start_datetime=${start}&end_datetime=${end}`);
    const shifted = (day: string) => new Date(Date.parse(day) - zone * 3_600_000).toISOString();
    const expected = ratesBetween(shifted('2026-03-08'), shifted('2026-03-10'));
    expect(rows.map(({ timestamp }) => Date.parse(timestamp as string))).toEqual(expected);
    expect(expected).toHaveLength(48);
  });
});

describe('parameters that a list does not know', () => {
  test.each([
    ['heartrate', 'start_date=2026-03-08&end_date=2026-03-10', 'mitsuoka0423, ourapy, mitchhankins01, ioBroker', 24],
    ['ring_battery_level', 'start_date=2026-03-08&end_date=2026-03-10', 'crcatala', 0],
    ['ring_configuration', 'start_date=2026-03-08&end_date=2026-03-10', 'samuelmr, go-oura, oura-api-php', 0],
    ['ring_configuration', 'latest=true', 'crcatala', 0],
    ['daily_sleep', '2', 'www-oura-api', 2],
    ['daily_sleep', 'next_token=', 'ex_oura', 2],
  ])('are ignored by %s: %s (%s)', async (path, query, _client, count) => {
    const found = await ask(path, query);
    expect(found).toEqual(await ask(path, ''));
    expect(found).toHaveLength(count);
  });
});
