import { expect, test } from 'vitest';
import { dayNumber, dayText, localDateTime } from '../../lib/dates.js';
import { createChance } from '../chance.js';
import { parseEvent } from '../events.js';
import { createCalendar } from './create-calendar.js';
import { drawJourney, type Journey } from './journeys.js';
import { type ZoneName, zones } from './zones.js';

const HOUR_MS = 3_600_000;
const dayOf = (text: string) => dayNumber(text) as number;

function calendarOf(zone: ZoneName, events: readonly string[] = [], journeys: (block: number) => Journey | null = () => null) {
  const calendar = createCalendar({ zone: zones[zone], events: events.map(parseEvent), journeys });
  return {
    ...calendar,
    /** What clocks show around an instant. */
    clock: (utc: string, plusMs = 0) => {
      const ms = Date.parse(utc) + plusMs;
      return localDateTime(ms, calendar.offsetMinutesAt(ms)).replace(/:\d\d\.\d+/, '');
    },
    home: (day: string, minutes: number) => new Date(calendar.homeMs(dayOf(day), minutes)).toISOString(),
    begin: (day: string) => {
      const ms = calendar.activityStartMs(dayOf(day));
      return localDateTime(ms, calendar.offsetMinutesAt(ms)).replace(/:\d\d\.\d+/, '');
    },
  };
}

test('summer time at home', () => {
  const { clock, home, begin } = calendarOf('Europe/Helsinki');
  expect(clock('2026-03-29T01:00:00Z', -1)).toBe('2026-03-29T02:59+02:00');
  expect(clock('2026-03-29T01:00:00Z')).toBe('2026-03-29T04:00+03:00');
  expect(clock('2026-10-25T01:00:00Z', -1)).toBe('2026-10-25T03:59+03:00');
  expect(clock('2026-10-25T01:00:00Z')).toBe('2026-10-25T03:00+02:00');
  // Spring: 03:30 does not exist and is half an hour after the change; 04:00 is the change itself.
  expect([120, 210, 240, 600].map((minutes) => home('2026-03-29', minutes).slice(11, 16))).toEqual(['00:00', '01:30', '01:00', '07:00']);
  // Autumn: 03:30 comes twice and means the first.
  expect([120, 210, 240, 600].map((minutes) => home('2026-10-25', minutes).slice(11, 16))).toEqual(['23:00', '00:30', '02:00', '08:00']);
  expect(home('2026-07-01', -75.5)).toBe('2026-06-30T19:44:30.000Z');
  expect([begin('2026-03-29'), begin('2026-10-25')]).toEqual(['2026-03-29T04:00+03:00', '2026-10-25T04:00+02:00']);
});

test('south of the equator the summer goes over the turn of the year', () => {
  const { clock } = calendarOf('Pacific/Auckland');
  expect(clock('2026-01-01T00:00:00Z')).toBe('2026-01-01T13:00+13:00');
  expect(clock('2026-07-01T00:00:00Z')).toBe('2026-07-01T12:00+12:00');
  expect(clock('2026-04-04T14:00:00Z')).toBe('2026-04-05T02:00+12:00');
  expect(clock('2026-09-26T14:00:00Z')).toBe('2026-09-27T03:00+13:00');
});

test('a journey moves the clock from noon at home of its first day to noon of the day after its last', () => {
  const { clock, phaseHours, lastJourney, homeOffsetMinutesAt, begin } = calendarOf('Europe/Berlin', ['jet-lag:9@2026-01-10+4']);
  expect(clock('2026-01-10T11:00:00Z', -1)).toBe('2026-01-10T11:59+01:00');
  expect(clock('2026-01-10T11:00:00Z')).toBe('2026-01-10T21:00+10:00');
  expect(clock('2026-01-14T11:00:00Z', -1)).toBe('2026-01-14T20:59+10:00');
  expect(clock('2026-01-14T11:00:00Z')).toBe('2026-01-14T12:00+01:00');
  expect(homeOffsetMinutesAt(Date.parse('2026-01-12T00:00:00Z'))).toBe(60);
  const days = [10, 11, 14, 15].map((date) => dayOf(`2026-01-${date}`));
  expect(days.map(phaseHours)).toEqual([0, 9, 9, 0]);
  expect(days.map(lastJourney)).toEqual([null, { zones: 9, daysSince: 1 }, { zones: 9, daysSince: 4 }, { zones: -9, daysSince: 1 }]);
  expect([29, 30].map((date) => lastJourney(dayOf(`2026-01-${date}`)))).toEqual([{ zones: -9, daysSince: 15 }, null]);
  expect(begin('2026-01-11')).toBe('2026-01-11T04:00+10:00');
});

test('over the date line to the east and by a whole day: one local day comes twice, and later one is cut short', () => {
  const { clock, phaseHours, begin, activityStartMs } = calendarOf('Pacific/Auckland', ['jet-lag:-24@2026-01-10+4']);
  expect(clock('2026-01-09T23:00:00Z', -1)).toBe('2026-01-10T11:59+13:00');
  expect(clock('2026-01-09T23:00:00Z')).toBe('2026-01-09T12:00-11:00');
  expect(clock('2026-01-13T23:00:00Z', -1)).toBe('2026-01-13T11:59-11:00');
  expect(clock('2026-01-13T23:00:00Z')).toBe('2026-01-14T12:00+13:00');
  expect(phaseHours(dayOf('2026-01-12'))).toBe(0);
  expect(['2026-01-09', '2026-01-10', '2026-01-11', '2026-01-13', '2026-01-14', '2026-01-15'].map(begin)).toEqual([
    '2026-01-09T04:00+13:00',
    '2026-01-10T04:00+13:00',
    '2026-01-11T04:00-11:00',
    '2026-01-13T04:00-11:00',
    '2026-01-14T12:00+13:00',
    '2026-01-15T04:00+13:00',
  ]);
  const hours = (day: string) => (activityStartMs(dayOf(day) + 1) - activityStartMs(dayOf(day))) / HOUR_MS;
  expect([hours('2026-01-10'), hours('2026-01-13'), hours('2026-01-14')]).toEqual([48, 8, 16]);
});

test.each<[string, ZoneName, number, number]>([
  ['beyond +14 clocks go a day back', 'Asia/Tokyo', 9, -360],
  ['+14 stays', 'Pacific/Auckland', 1, 840],
  ['beyond −12 a day forward', 'America/Los_Angeles', -9, 420],
  ['quarters of an hour', 'Asia/Kolkata', -9.5, -240],
])('%s', (_, zone, amount, offset) => {
  const { offsetMinutesAt, phaseHours } = calendarOf(zone, [`jet-lag:${amount}@2026-01-10`]);
  expect(offsetMinutesAt(Date.parse('2026-01-12T12:00:00Z'))).toBe(offset);
  expect(phaseHours(dayOf('2026-01-12'))).toBe(amount);
});

test('a planned change of the clock stays, also at home', () => {
  const { clock, home, phaseHours } = calendarOf('Asia/Tokyo', ['dst@2026-02-01', 'dst:-1@2026-06-01']);
  expect(clock('2026-02-01T01:00:00Z', -1)).toBe('2026-02-01T09:59+09:00');
  expect(clock('2026-02-01T01:00:00Z')).toBe('2026-02-01T11:00+10:00');
  expect(home('2026-03-01', 600)).toBe('2026-03-01T00:00:00.000Z');
  expect(clock('2026-06-01T01:00:00Z')).toBe('2026-06-01T10:00+09:00');
  expect(phaseHours(dayOf('2026-02-02'))).toBe(0);
});

test('a planned journey goes on to the next without coming home', () => {
  const { phaseHours, lastJourney } = calendarOf('Europe/London', ['jet-lag:3@2026-01-14+4', 'jet-lag:8@2026-01-10+4']);
  expect(['2026-01-14', '2026-01-15', '2026-01-18', '2026-01-19'].map((day) => phaseHours(dayOf(day)))).toEqual([8, 3, 3, 0]);
  expect(lastJourney(dayOf('2026-01-15'))).toEqual({ zones: -5, daysSince: 1 });
});

test('journeys of chance keep away from what is planned, and days may be asked in any order', () => {
  const chance = createChance('traveller');
  const journeys = (block: number) => drawJourney(chance, 13, block);
  const free = calendarOf('Europe/Berlin', [], journeys);
  const [first, last] = [dayOf('2026-01-01'), dayOf('2028-01-01')];
  const days = Array.from({ length: last - first }, (_, i) => first + i);
  const outward = days.filter((day) => free.lastJourney(day)?.daysSince === 1 && free.phaseHours(day) !== 0);
  expect(outward.length).toBeGreaterThan(20);
  const [busy] = outward.slice(3) as [number];
  const planned = calendarOf('Europe/Berlin', [`flu@${dayText(busy)}`], journeys);
  for (let day = busy - 3; day <= busy + 12; day++) expect(planned.phaseHours(day)).toBe(0);
  const offsets = (all: number[]) => new Map(all.map((day) => [day, free.offsetMinutesAt(free.homeMs(day, 720))]));
  const backward = calendarOf('Europe/Berlin', [], journeys);
  for (const [day, offset] of [...offsets(days)].reverse()) expect(backward.offsetMinutesAt(backward.homeMs(day, 720))).toBe(offset);
});
