import { expect, test } from 'vitest';
import { madeDay, madeProfile, madeSleep } from '../../test/derive/made-night.js';
import type { DayFacts } from './day-facts.js';
import type { DayContext } from './derive-day.js';
import { cardiovascularAgeDocuments, dailySpo2Documents, sleepTimeDocuments } from './night-documents.js';
import type { SleepRecording } from './recordings.js';
import { measureSleep } from './sleep-facts.js';

const FIRST = 20_000;

/** The last of some days, each with a night from 23:00. */
function lastOf(days: number, changesOn: (day: number) => Partial<SleepRecording> = () => ({})): DayContext {
  const history: DayFacts[] = [];
  const rest = { readiness: null, activity: null, stress: null, resilienceDay: null };
  let recording = madeDay(FIRST, []);
  for (let i = 0; i < days; i++) {
    recording = madeDay(FIRST + i, [madeSleep(FIRST + i, -1, 8.5, changesOn(i))]);
    history.unshift({ day: FIRST + i, sleep: measureSleep(madeProfile, recording), ...rest });
  }
  return { profile: madeProfile, recording, facts: history.shift() as DayFacts, history };
}

test('oxygen of the night, null where the ring could not tell, nothing without a night', () => {
  const bodyWith = (oxygen: SleepRecording['oxygen']) => dailySpo2Documents(lastOf(1, () => ({ oxygen })))[0]?.body;
  const known = Array.from({ length: 1000 }, (_, i) => (i % 50 === 49 ? 92 : 97));
  expect(bodyWith(known)).toEqual({ breathing_disturbance_index: 2, day: '2024-10-04', spo2_percentage: { average: 96.9 } });
  expect(bodyWith(null)).toEqual({ breathing_disturbance_index: null, day: '2024-10-04', spo2_percentage: null });
  const context = lastOf(1);
  expect(dailySpo2Documents({ ...context, facts: { ...context.facts, sleep: null } })).toEqual([]);
});

test('the age of the arteries begins with the fourteenth night and moves by a year a day', () => {
  const ageAfter = (days: number) =>
    cardiovascularAgeDocuments(lastOf(days, (day) => ({ pulseWaveVelocity: day < 14 ? 6.58 : 9 })))[0]?.body.vascular_age;
  expect(ageAfter(13)).toBeUndefined();
  expect([14, 15, 16, 20].map(ageAfter)).toEqual([32, 33, 34, 38]);
});

test('a bedtime is suggested once there are nights enough', () => {
  const [early] = sleepTimeDocuments(lastOf(13));
  expect(early?.body).toEqual({ day: '2024-10-16', optimal_bedtime: null, recommendation: null, status: 'not_enough_nights' });
  const [later] = sleepTimeDocuments({ ...lastOf(20), recording: { ...lastOf(20).recording, offsetMinutes: 120 } });
  expect(later?.body.optimal_bedtime).toMatchObject({ day_tz: 7200 });
  expect(sleepTimeDocuments({ ...lastOf(20), recording: madeDay(FIRST, []) })).toEqual([]);
});
