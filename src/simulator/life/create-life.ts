import { boundedMemo } from '../../lib/bounded-memo.js';
import type { Person } from '../person/person.js';
import { bedTimesOn } from './bed-times.js';
import { intendDay } from './intent.js';
import { phaseErrorOn } from './jet-lag.js';
import { stateOn } from './latent-state.js';
import type { DayPlan, Intent, LatentState, Life, NightPlan } from './life.js';
import { planDay } from './plan-day.js';
import { planNight } from './plan-night.js';
import { loadOf, trainingOn, usualLoadOf } from './training.js';

// Training looks back on three months.
const INTENTS_KEPT = 160;
const DAYS_KEPT = 40;

/** Builds the life of a person: every day follows from chance numbered by day and from a bounded number of earlier intents. */
export function createLife(person: Person): Life {
  const usualLoad = usualLoadOf(person);
  const intent = boundedMemo<Intent>(INTENTS_KEPT, (day) => intendDay(person, day));
  const load = boundedMemo(INTENTS_KEPT, (day) => loadOf(intent(day)));
  const phaseError = boundedMemo(DAYS_KEPT, (day) => phaseErrorOn(person.calendar, day));
  const bedTimes = boundedMemo(DAYS_KEPT, (day) => bedTimesOn(person, intent(day - 1), intent(day), phaseError(day), day));
  const training = boundedMemo(DAYS_KEPT, (day) => trainingOn(usualLoad, load, day));
  const state = boundedMemo<LatentState>(DAYS_KEPT, (day) => stateOn({ person, intent, bedTimes, phaseError, training }, day));
  const strain = (day: number) => training(day).strain;
  const night = boundedMemo<NightPlan>(DAYS_KEPT, (day) => planNight({ person, bedTimes, state, strain }, day));
  const day = boundedMemo<DayPlan>(DAYS_KEPT, (homeDay) => planDay({ person, intent, state, night }, homeDay));
  return { person, intent, state, night, day };
}
