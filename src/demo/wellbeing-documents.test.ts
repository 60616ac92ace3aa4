import { expect, test } from 'vitest';
import { resilienceLevel } from '../derive/scores/resilience.js';
import { dayNumber } from '../lib/dates.js';
import { createDemoPerson } from './demo-person.js';

const first = dayNumber('2025-02-10') as number;
const range = Array.from({ length: 365 }, (_, i) => first + i);
const people = ['calm', 'demo', 'busy'].map(createDemoPerson);
const documents = (name: string) => people.map((person) => range.flatMap((day) => person.documents(name, day)));
const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

test('I-36 stress and recovery in quarters of an hour, a summary unless there is neither', () => {
  for (const days of documents('daily_stress')) {
    for (const { stress_high, recovery_high, day_summary } of days as Record<string, number>[]) {
      expect([(stress_high as number) % 900, (recovery_high as number) % 900]).toEqual([0, 0]);
      expect((stress_high as number) + (recovery_high as number)).toBeLessThan(14 * 3600);
      expect(day_summary === null).toBe(stress_high === 0 && recovery_high === 0);
    }
    expect(new Set(days.map((day) => day.day_summary))).toEqual(new Set(['restored', 'normal', 'stressful', null]));
    const minutes = mean(days.map((day) => (day.stress_high as number) / 60));
    expect(minutes).toBeGreaterThan(60);
    expect(minutes).toBeLessThan(140);
  }
});

test('I-37 resilience changes slowly, in tenths, with a level that follows from it', () => {
  for (const days of documents('daily_resilience')) {
    const values = days.map((day) => Object.values(day.contributors as Record<string, number>));
    values.forEach((today, i) => {
      expect(days[i]?.level).toBe(resilienceLevel(mean(today)));
      today.forEach((value, place) => {
        expect(value).toBe(Math.round(value * 10) / 10);
        expect(Math.abs(value - ((values[i - 1] ?? today)[place] as number))).toBeLessThanOrEqual(3);
      });
    });
  }
});

test('I-38 the age of the arteries changes by at most a year', () => {
  for (const days of documents('daily_cardiovascular_age')) {
    const ages = days.map((day) => day.vascular_age as number);
    expect(ages.every((age, i) => age >= 18 && age <= 100 && Math.abs(age - (ages[i - 1] ?? age)) <= 1)).toBe(true);
  }
});

test('I-39 oxygen with three decimals, now and then missing', () => {
  for (const days of documents('daily_spo2')) {
    const averages = days.flatMap((day) => (day.spo2_percentage as { average: number } | null)?.average ?? []);
    expect(averages.every((value) => value >= 70 && value <= 100 && value === Math.round(value * 1000) / 1000)).toBe(true);
    expect(mean(averages)).toBeGreaterThan(96.5);
    expect(days.length - averages.length).toBeGreaterThan(3);
    expect(days.length - averages.length).toBeLessThan(30);
  }
});

test('I-41 a bedtime is suggested only where one was found, in the zone of the day', () => {
  for (const days of documents('sleep_time')) {
    for (const { status, optimal_bedtime, day } of days) {
      const window = optimal_bedtime as { day_tz: number; start_offset: number; end_offset: number } | null;
      expect(window === null).toBe(status === 'bad_sleep_quality');
      if (window) expect(window.end_offset).toBeGreaterThan(window.start_offset);
      if (window && day === '2025-07-01') expect(window.day_tz).toBe(10_800);
      if (window && day === '2025-12-01') expect(window.day_tz).toBe(7200);
    }
    expect(new Set(days.map(({ status }) => status)).size).toBe(3);
  }
});

test('rest mode lasts some days, with lower goals and without workouts', () => {
  for (const person of people) {
    const periods = range.flatMap((day) => person.documents('rest_mode_period', day));
    expect(periods.length).toBeGreaterThan(6);
    for (const { start_day, end_day } of periods) {
      const [from, to] = [start_day, end_day].map((text) => dayNumber(text as string) as number) as [number, number];
      expect(to - from).toBeGreaterThan(0);
      expect(to - from).toBeLessThan(6);
      for (let day = from; day <= to; day++) {
        expect(person.documents('workout', day)).toEqual([]);
        expect(person.documents('daily_activity', day)[0]?.target_calories).toBe(250);
      }
    }
  }
});
