import { EVENT_KINDS, type EventKind, eventsOn } from '../events.js';
import type { Person } from '../person/person.js';
import type { BedTimes } from './bed-times.js';
import { cycleOn } from './cycle.js';
import { illnessOn } from './illness.js';
import type { Intent, LatentState } from './life.js';
import { nightEffects } from './night-effects.js';
import type { TrainingState } from './training.js';
import { isOnHoliday } from './work-days.js';

const YEAR_DAYS = 365.2425;
// Hearts are fastest in the middle of January (in the north).
const SEASON_PEAK_DAY = 15;
const LUTEAL_MEAN = 0.45;
const DEBT_WEIGHTS = [0.5, 0.3, 0.2, 0.15, 0.1];
// More than a change of summer time.
const NOTICED_PHASE_HOURS = 1.5;

/** What the state of a day is made of. */
export interface StateSources {
  person: Person;
  intent(day: number): Intent;
  bedTimes(day: number): BedTimes;
  phaseError(day: number): number;
  training(day: number): TrainingState;
}

/** The hidden state of the night and day `day`. */
export function stateOn(sources: StateSources, day: number): LatentState {
  const { person } = sources;
  const { chance, habits } = person;
  const [evening, today] = [sources.intent(day - 1), sources.intent(day)];
  const training = sources.training(day);
  const illness = illnessOn(person, day);
  const cycle = cycleOn(person, day);
  const season = seasonOn(person, day);
  const circadianPhase = sources.phaseError(day);
  const sleepDebt = debtOn(sources, day);
  const stress = 0.75 * chance.drift('stress', day, 7) + 0.55 * chance.normal('stress', day);
  const work = (today.isFree ? -0.25 : 0.1) + (evening.isNightShift ? 0.5 : 0);
  const effects = nightEffects(person, day, {
    ...{ training, illness, season, circadianPhase, sleepDebt, stress },
    luteal: cycle ? cycle.luteal - LUTEAL_MEAN : 0,
    alcohol: evening.alcohol,
    earlierAlcohol: sources.intent(day - 2).alcohol,
    lateHours: sources.bedTimes(day).lateMinutes / 60,
    isOuting: today.isFree && !habits.shifts,
  });
  return {
    fitness: training.fitness,
    fatigue: training.fatigue,
    stress: habits.stress + stress + work,
    circadianPhase,
    season,
    cycleDay: cycle?.cycleDay ?? null,
    luteal: cycle?.luteal ?? 0,
    illness: illness?.severity ?? 0,
    daysSinceOnset: illness?.daysSinceOnset ?? null,
    alcohol: evening.alcohol,
    sleepDebt,
    ...effects,
    events: eventsUnderWay(person, day, {
      alcohol: evening.alcohol > 0,
      'jet-lag': Math.abs(circadianPhase) >= NOTICED_PHASE_HOURS,
      holiday: isOnHoliday(person, day),
      'rest-mode': today.isResting,
      ...(illness ? { [illness.kind]: true } : {}),
    }),
  };
}

function seasonOn({ body }: Person, day: number): number {
  const wave = Math.cos(((day - SEASON_PEAK_DAY) / YEAR_DAYS) * 2 * Math.PI);
  return body.seasonalHeartRate < 0 ? -wave : wave;
}

/** Hours missed over the last nights, the latest ones most. */
function debtOn({ person, bedTimes }: StateSources, day: number): number {
  let debt = 0;
  for (let i = 0; i < DEBT_WEIGHTS.length; i++)
    debt += (DEBT_WEIGHTS[i] as number) * (person.habits.hoursInBed - bedTimes(day - 1 - i).hours);
  return debt;
}

function eventsUnderWay({ events }: Person, day: number, known: Partial<Record<EventKind, boolean>>): string[] {
  return EVENT_KINDS.filter((kind) => known[kind] || eventsOn(events, kind, day).length > 0);
}
