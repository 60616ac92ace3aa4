import { expect, test } from 'vitest';
import { activeDayOf, contextOf, factsOf, metsOf, profile } from '../../test/derive/made-day.js';
import { vo2Max } from '../collections/vo2-max.js';
import { measureActivity } from './activity-facts.js';
import type { DayFacts, SleepFacts } from './day-facts.js';
import { vo2MaxDocuments } from './vo2-max-documents.js';

const recording = activeDayOf(metsOf());
const sleepOf = (lowestHeartRate: number) => ({ main: { lowestHeartRate } }) as SleepFacts;

function daysOf(count: number, lowestHeartRate: number, trainedMinutes: number): DayFacts[] {
  const activity = measureActivity(profile, activeDayOf(metsOf([trainedMinutes, 9])), null, []);
  return Array.from({ length: count }, () => factsOf({ sleep: sleepOf(lowestHeartRate), activity }));
}

const heavier = { ...profile, weightKg: 70 };
const uptakeOf = (days: DayFacts[]) =>
  vo2MaxDocuments({ ...contextOf(recording, {}, days), profile: heavier })[0]?.body.vo2_max as number | undefined;

test('a Sunday, in the form of the wire', () => {
  const [document] = vo2MaxDocuments(contextOf(recording, {}, daysOf(7, 50, 30)));
  expect(document?.key).toBe('20002');
  expect(document?.body).toMatchObject({ day: '2024-10-06', timestamp: '2024-10-06T11:00:00.000+02:00' });
  expect(Object.entries(vo2Max.body.parse(document?.body))).toEqual(Object.entries(document?.body ?? {}));
});

test('not on other days, with the ring off, or with less than a week known', () => {
  const days = daysOf(7, 50, 30);
  expect(vo2MaxDocuments(contextOf({ ...recording, day: recording.day + 1 }, {}, days))).toEqual([]);
  expect(vo2MaxDocuments(contextOf({ ...recording, activity: null }, {}, days))).toEqual([]);
  expect(uptakeOf(days.slice(1))).toBe(undefined);
  expect(uptakeOf(days.map((day) => ({ ...day, sleep: null })))).toBe(undefined);
});

test('a well trained man of 25 is near the 54 of published tables; an idle one with a faster heart is a tenth below', () => {
  expect(Math.abs((uptakeOf(daysOf(28, 44, 45)) as number) - 54.4)).toBeLessThanOrEqual(3);
  expect(uptakeOf(daysOf(28, 62, 2)) as number).toBeLessThanOrEqual(49);
});
