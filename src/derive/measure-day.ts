import { measureActivity } from './activity-facts.js';
import type { DayFacts } from './day-facts.js';
import { measureReadiness } from './readiness-facts.js';
import type { DayRecording, WearerProfile } from './recordings.js';
import { measureResilienceDay } from './resilience-day.js';
import { measureSleep } from './sleep-facts.js';
import { measureStress } from './stress-facts.js';

/** Facts of a day from its recordings and the facts of the days before, yesterday first and without gaps. */
export function measureDay(profile: WearerProfile, recording: DayRecording, history: readonly DayFacts[]): DayFacts {
  return measureWaking(profile, recording, measureNight(profile, recording, history), history);
}

/** The same without the waking hours. */
export function measureNight(profile: WearerProfile, recording: DayRecording, history: readonly DayFacts[]): DayFacts {
  const sleep = measureSleep(profile, recording);
  const readiness = measureReadiness(profile, recording, sleep, history);
  return { day: recording.day, sleep, readiness, activity: null, stress: null, resilienceDay: null };
}

/** The same for a day of which only the waking hours have gone on: its sleep and readiness stay as they are. */
export function measureWaking(
  profile: WearerProfile,
  recording: DayRecording,
  { day, sleep, readiness }: DayFacts,
  history: readonly DayFacts[],
): DayFacts {
  const activity = measureActivity(profile, recording, readiness, history);
  const stress = measureStress(recording, history);
  return { day, sleep, readiness, activity, stress, resilienceDay: measureResilienceDay(readiness, stress) };
}
