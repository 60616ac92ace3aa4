import { describe, expect, test } from 'vitest';
import { simulateHistory } from '../../realism/simulate.js';
import { dayNumber } from '../../src/lib/dates.js';
import { parseEvent } from '../../src/simulator/events.js';
import type { PersonaName } from '../../src/simulator/person/personas.js';
import type { Row } from '../support/sample-documents.js';

interface Life {
  persona?: PersonaName;
  zone: string;
  end: string;
  events?: string[];
  index?: number;
  days?: number;
}

function live({ persona = 'steady', zone, end, events = [], index = 0, days = 20 }: Life) {
  const person = { seed: 'clock changes', index, persona, zone, events: events.map(parseEvent), beats: false };
  const { documents } = simulateHistory({ ...person, days, endDay: dayNumber(end) as number });
  return (name: string) => (documents.get(name) ?? []) as readonly Row[];
}

const msOf = (text: unknown) => Date.parse(String(text));
const offsetOf = (text: unknown) => String(text).slice(-6);

/** Where the activity of days begins: `day`, and what comes after it in the timestamp. */
const helsinkiSpring = [
  '2026-03-27 T04:00:00.000+02:00',
  '2026-03-28 T04:00:00.000+02:00',
  '2026-03-29 T04:00:00.000+03:00',
  '2026-03-30 T04:00:00.000+03:00',
];
const helsinkiAutumn = ['2026-10-24 T04:00:00.000+03:00', '2026-10-25 T04:00:00.000+02:00', '2026-10-26 T04:00:00.000+02:00'];
const newYorkSpring = ['2026-03-07 T04:00:00.000-05:00', '2026-03-08 T04:00:00.000-04:00', '2026-03-09 T04:00:00.000-04:00'];
const newYorkAutumn = ['2026-10-31 T04:00:00.000-04:00', '2026-11-01 T04:00:00.000-05:00', '2026-11-02 T04:00:00.000-05:00'];

test.each<[string, Life, expected: string[]]>([
  ['Helsinki goes forward', { zone: 'Europe/Helsinki', end: '2026-04-04' }, helsinkiSpring],
  ['Helsinki goes back', { zone: 'Europe/Helsinki', end: '2026-10-30' }, helsinkiAutumn],
  ['New York goes forward', { zone: 'America/New_York', end: '2026-03-14' }, newYorkSpring],
  ['New York goes back', { zone: 'America/New_York', end: '2026-11-06' }, newYorkAutumn],
])('%s: days begin at 04:00 by the clock, nights keep the offsets of either end', (_, life, expected) => {
  const of = live(life);
  const activities = of('daily_activity');
  const shown = expected.map((line) => {
    const document = activities.find(({ day }) => day === line.slice(0, 10));
    expect(document).toMatchObject({ met: { timestamp: document?.timestamp, items: { length: 1440 } } });
    return `${document?.day} ${String(document?.timestamp).slice(10)}`;
  });
  expect(shown).toEqual(expected);
  // The night in which clocks change is the one before the day with another offset.
  const changed = expected.find((line, i) => i > 0 && offsetOf(line) !== offsetOf(expected[i - 1])) as string;
  const night = of('sleep').find(({ day, type }) => day === changed.slice(0, 10) && type === 'long_sleep');
  expect([offsetOf(night?.bedtime_start), offsetOf(night?.bedtime_end)]).toEqual([offsetOf(expected[0]), offsetOf(changed)]);
  for (const sleep of of('sleep')) expect(sleep.time_in_bed).toBe((msOf(sleep.bedtime_end) - msOf(sleep.bedtime_start)) / 1000);
  expectOneNightADay(of);
});

function expectOneNightADay(of: (name: string) => readonly Row[]) {
  for (const name of ['sleep', 'daily_sleep', 'daily_readiness', 'daily_activity', 'daily_stress', 'sleep_time']) {
    const days = of(name)
      .filter(({ type }) => name !== 'sleep' || type === 'long_sleep')
      .map(({ day }) => day);
    expect([name, days.length]).toEqual([name, new Set(days).size]);
  }
  for (const { day } of of('daily_sleep')) {
    expect(of('sleep').some((sleep) => sleep.day === day && sleep.type === 'long_sleep')).toBe(true);
  }
}

describe.each([0, 1, 2])('Auckland and 24 zones back on 10 January, home on the 15th (person %i)', (index) => {
  const events = ['jet-lag:-24@2026-01-10+5'];
  const of = live({ persona: 'traveller', zone: 'Pacific/Auckland', end: '2026-01-24', events, index });

  test.each([
    ['2026-01-09', '2026-01-09T04:00:00.000+13:00'],
    // Noon of the 10th is noon of the 9th again: the afternoon of the 9th and the morning of the 10th come twice.
    ['2026-01-10', '2026-01-10T04:00:00.000+13:00'],
    ['2026-01-11', '2026-01-11T04:00:00.000-11:00'],
    ['2026-01-14', '2026-01-14T04:00:00.000-11:00'],
    // Noon of the 14th is noon of the 15th.
    ['2026-01-15', '2026-01-15T12:00:00.000+13:00'],
    ['2026-01-16', '2026-01-16T04:00:00.000+13:00'],
  ])('the activity of %s begins at %s', (day, timestamp) => {
    expect(of('daily_activity').filter((document) => document.day === day)).toMatchObject([{ timestamp, met: { timestamp } }]);
  });

  test('no day has two nights, and none lacks what belongs to its night', () => expectOneNightADay(of));

  test('each night is of the local day on which it ended', () => {
    for (const { day, bedtime_end: end, type } of of('sleep')) {
      const isEvening = String(end).slice(11, 13) >= '18';
      if (type !== 'long_sleep' || isEvening) continue;
      expect(String(end).slice(0, 10)).toBe(day);
    }
  });

  test('the 10th, lived twice in the morning, has two long sleeps in bed, and the 15th, of which the morning is missing, none', () => {
    const long = (day: string) => of('sleep').filter((sleep) => sleep.day === day && Number(sleep.time_in_bed) >= 3 * 3600);
    const [nights, offsets] = [long('2026-01-10'), long('2026-01-10').map(({ bedtime_end }) => offsetOf(bedtime_end))];
    expect(offsets).toEqual(['+13:00', '-11:00']);
    expect(nights.map(({ type }) => type).sort()).toEqual(['long_sleep', 'sleep']);
    expect(long('2026-01-15')).toEqual([]);
    for (const day of ['2026-01-11', '2026-01-12', '2026-01-13', '2026-01-14']) {
      for (const night of long(day)) expect([day, offsetOf(night.bedtime_end)]).toEqual([day, '-11:00']);
    }
  });
});

describe.each([0, 1, 2])('a shift worker in New York over the end of summer time (person %i)', (index) => {
  const of = live({ persona: 'shift-worker', zone: 'America/New_York', end: '2026-11-20', index, days: 40 });

  test('sleeps by day after night shifts, with one night a day', () => {
    expectOneNightADay(of);
    const nights = of('sleep').filter(({ type }) => type === 'long_sleep');
    const hourOf = (text: unknown) => Number(String(text).slice(11, 13));
    const byDay = nights.filter(({ bedtime_start: start }) => hourOf(start) >= 6 && hourOf(start) < 12);
    expect(byDay.length).toBeGreaterThan(4);
    for (const { day, bedtime_start: start, bedtime_end: end } of byDay) {
      expect([String(start).slice(0, 10), hourOf(end) < 18]).toEqual([day, true]);
    }
    for (const { bedtime_end: end } of nights) expect(offsetOf(end)).toBe(msOf(end) < msOf('2026-11-01T06:00:00Z') ? '-04:00' : '-05:00');
  });
});
