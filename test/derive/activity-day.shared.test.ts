import { describe, expect, test } from 'vitest';
import { dailyActivityDocuments } from '../../src/derive/activity-documents.js';
import { measureActivity } from '../../src/derive/activity-facts.js';
import type { DayRecording } from '../../src/derive/recordings.js';
import { dayNumber, readInstant } from '../../src/lib/dates.js';
import { factsOf, readinessOf, recordingOf } from './made-day.js';
import { hasPublishedNights, readAnswer } from './published-nights.js';

type Day = Record<string, number> & { day: string; timestamp: string; class_5_min: string; met: { items: number[] } };

// Age and weight fit limits of 3.8 to 3.9 MET and the ratio of calories.
const profile = { sex: 'male', ageYears: 45, weightKg: 76, heightMetres: 1.8 } as const;

function recordingFrom({ day, timestamp, met }: Day): DayRecording {
  const { ms: startMs, offsetMinutes } = readInstant(timestamp) as { ms: number; offsetMinutes: number };
  const mets = Float64Array.from(met.items);
  const activity = { startMs, offsetMinutes, mets, steps: new Uint16Array(mets.length), quarters: [] };
  return recordingOf({ day: dayNumber(day) as number, offsetMinutes, activity });
}

function bodyOf(published: Day, readinessScore: number): Record<string, unknown> {
  const recording = recordingFrom(published);
  const readiness = readinessOf(readinessScore);
  const facts = factsOf({ readiness, activity: measureActivity(profile, recording, readiness, []) });
  return dailyActivityDocuments({ profile, recording, facts, history: [] })[0]?.body as Record<string, unknown>;
}

/** How far each number may be from the published one; those not named are exact. Times in seconds. */
const tolerances: Record<string, number> = {
  active_calories: 1,
  // Minutes without the ring are imputed; how is not known.
  average_met_minutes: 1 / 32,
  total_calories: 80,
  // Published minutes are told apart at a finer grain than the tenths of `met`.
  ...{ low_activity_time: 900, medium_activity_time: 120, resting_time: 1200, sedentary_time: 2000 },
  ...{ low_activity_met_minutes: 4, medium_activity_met_minutes: 3, sedentary_met_minutes: 7 },
  equivalent_walking_distance: 1100,
  meters_to_target: 100,
};
// Not told by the METs of one day.
const untold = ['score', 'steps'];

describe.skipIf(!hasPublishedNights)('two published days of activity measured again from their METs', () => {
  const days = hasPublishedNights ? (readAnswer('daily_activity') as Day[]) : [];
  const readiness = hasPublishedNights ? (readAnswer('daily_readiness') as { score: number }[]) : [];
  const pairs = days.map((day, i) => ({ day, body: bodyOf(day, (readiness[i] as { score: number }).score) }));

  test('every number, exactly or within its tolerance', () => {
    for (const { day, body } of pairs) {
      const numbers = Object.keys(day).filter((key) => typeof day[key] === 'number' && !untold.includes(key));
      const far = numbers.filter((key) => Math.abs((body[key] as number) - (day[key] as number)) > (tolerances[key] ?? 0));
      expect(far.map((key) => `${key}: ${day[key]}, measured ${body[key]}`)).toEqual([]);
      expect(numbers.length).toBe(18);
    }
  });

  test('the same minutes, the same instant, and nine tenths of the same classes', () => {
    for (const { day, body } of pairs) {
      expect(body.met).toEqual(day.met);
      expect(body.timestamp).toBe(day.timestamp.replace(/(?=[+-]\d\d:)/, '.000'));
      const same = [...(body.class_5_min as string)].filter((digit, i) => digit === day.class_5_min[i]);
      expect(same.length).toBeGreaterThanOrEqual(262);
      expect(Object.keys(body).sort()).toEqual(
        Object.keys(day)
          .filter((key) => key !== 'id')
          .sort(),
      );
    }
  });

  test('the contributors of the day alone, within what sedentary time explains', () => {
    for (const { day, body } of pairs) {
      const [published, measured] = [day.contributors, body.contributors] as unknown as Record<string, number>[];
      expect(measured?.move_every_hour).toBe(published?.move_every_hour);
      expect(Math.abs((measured?.stay_active as number) - (published?.stay_active as number))).toBeLessThanOrEqual(5);
    }
  });
});
