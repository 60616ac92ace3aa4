import type { DayFacts, ReadinessFacts } from '../../src/derive/day-facts.js';
import type { DayContext } from '../../src/derive/derive-day.js';
import type { DayRecording, Quarter, WearerProfile } from '../../src/derive/recordings.js';
import { dayNumber } from '../../src/lib/dates.js';

/** A Sunday. */
export const sunday = dayNumber('2024-10-06') as number;

/** 04:00 of it, two hours east of UTC. */
export const fourMs = sunday * 86_400_000 + 2 * 3_600_000;

/** A minute of it by the local clock. */
export function clockMs(hours: number, minutes = 0): number {
  return fourMs + ((hours - 4) * 60 + minutes) * 60_000;
}

/** Weighs 60 kg, so that a net MET minute is a kilocalorie; limits are 4.2 and 8.5 MET. */
export const profile: WearerProfile = { sex: 'male', ageYears: 25, weightKg: 60, heightMetres: 1.75 };

/** Eight hours of sleep among sitting; each stretch of `minutes` at `met` follows 07:00. */
export function metsOf(...stretches: [minutes: number, met: number][]): Float64Array {
  const mets = new Float64Array(1440).fill(1.2).fill(0.9, 1140).fill(0.9, 0, 180);
  let end = 180;
  for (const [minutes, met] of stretches) {
    mets.fill(met, end, end + minutes);
    end += minutes;
  }
  return mets;
}

/** Quarters of an hour from heart rates; RMSSD falls as they rise. */
export function quartersOf(heartRates: readonly number[]): Quarter[] {
  return heartRates.map((heartRate) => ({ heartRate, rmssd: Math.round(2500 / heartRate) }));
}

/** A day of which nothing is known but what is given. */
export function recordingOf(parts: Partial<DayRecording> = {}): DayRecording {
  const moments = { workouts: [], sessions: [], tags: [], restModes: [], rings: [] };
  return { day: sunday, offsetMinutes: 120, sleeps: [], activity: null, isResting: false, ringKey: null, ...moments, ...parts };
}

/** The same with METs, a step in each minute, and quarters. */
export function activeDayOf(mets: Float64Array, quarters: readonly (Quarter | null)[] = []): DayRecording {
  const steps = new Uint16Array(mets.length).fill(1);
  return recordingOf({ activity: { startMs: fourMs, offsetMinutes: 120, mets, steps, quarters } });
}

/** Facts of a day of which nothing is known but what is given. */
export function factsOf(parts: Partial<DayFacts> = {}): DayFacts {
  return { day: sunday, sleep: null, readiness: null, activity: null, stress: null, resilienceDay: null, ...parts };
}

/** A day's documents are made of this. */
export function contextOf(recording: DayRecording, facts: Partial<DayFacts> = {}, history: readonly DayFacts[] = []): DayContext {
  return { profile, recording, facts: factsOf(facts), history };
}

/** Readiness of which nothing is known but the score and what resilience looks at. */
export function readinessOf(score: number): ReadinessFacts {
  const unknown = { activity_balance: null, body_temperature: null, previous_day_activity: null, previous_night: null };
  const known = { hrv_balance: 71, recovery_index: 71, resting_heart_rate: 71 };
  const contributors = { ...unknown, ...known, sleep_balance: null, sleep_regularity: null };
  return { contributors, score, temperatureDeviation: null, temperatureTrend: null, scoreDeltas: [] };
}
