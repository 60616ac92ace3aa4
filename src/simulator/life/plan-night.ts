import { clamp } from '../../derive/scores/rounding.js';
import type { Person } from '../person/person.js';
import type { BedTimes } from './bed-times.js';
import type { LatentState, NightPlan } from './life.js';
import { isNightRecorded } from './wear.js';

const HOUR_MS = 3_600_000;
const LEAST_WAKING_MS = 4 * HOUR_MS;
const LEAST_NIGHT_MS = 3 * HOUR_MS;
const CUT_SHARE = 0.02;
const LONGEST_LATENCY_MINUTES = 150;
// Longer than any change of summer time: the clock was moved by a journey.
const JOURNEY_MINUTES = 61;
// Journeys begin at noon.
const BOARDING_MINUTES = 11.5 * 60;

/** What the plan of a night is made of. */
export interface NightSources {
  person: Person;
  bedTimes(day: number): BedTimes;
  state(day: number): LatentState;
  /** Load of a day in hard sessions above usual. */
  strain(day: number): number;
}

/** Plans the main sleep before a day. */
export function planNight(sources: NightSources, day: number): NightPlan {
  const { person } = sources;
  const { chance, habits } = person;
  const state = sources.state(day);
  const { startMs, endMs } = boundsOf(sources, day);
  const dice = chance.dice('night', day);
  const { alcohol, circadianPhase, sleepDebt } = state;
  const ill = Math.min(1.3, state.illness);
  const stress = state.stress - habits.stress;
  const strain = clamp(sources.strain(day), -0.5, 1.5);
  const lag = Math.min(1, 0.3 * Math.abs(circadianPhase));
  const rush = Math.exp(0.72 * dice.normal() + 0.12 * stress - 0.05 * sleepDebt - 0.25 * alcohol);
  const latencyMinutes = habits.latencyMinutes * rush * (circadianPhase < 0 ? 1 - 0.1 * circadianPhase : 1);
  const wakings = habits.babyWakings * 2 * dice.next();
  const unrest = Math.exp(0.33 * dice.normal() - 0.05 + 0.06 * stress);
  return {
    day,
    startMs,
    endMs,
    latencyMinutes: clamp(latencyMinutes, 0.5, Math.min(LONGEST_LATENCY_MINUTES, ((endMs - startMs) / 60_000) * 0.4)),
    brokenness: habits.brokenness * unrest + lag + 0.25 * wakings + 0.35 * alcohol + 0.35 * ill,
    deepFactor: clamp(
      habits.deepFactor * Math.exp(0.12 * dice.normal()) * (1 + 0.1 * strain + 0.04 * sleepDebt - 0.12 * ill + 0.08 * alcohol),
      0.3,
      2,
    ),
    remFactor: clamp(
      habits.remFactor * Math.exp(0.1 * dice.normal()) * (1 - Math.min(0.35, 0.27 * alcohol) - 0.12 * ill - 0.04 * lag),
      0.3,
      2,
    ),
    isRecorded: isNightRecorded(person, day),
    cutSeconds: dice.next() < CUT_SHARE ? Math.round(dice.between(300, 1500)) : 0,
  };
}

/** Nights neither overlap nor touch: each is looked at together with the wishes for its neighbours only. */
function boundsOf({ person, bedTimes }: NightSources, day: number): { startMs: number; endMs: number } {
  const startOf = (night: number) => Math.max(bedTimes(night).startMs, bedTimes(night - 1).startMs + LEAST_NIGHT_MS + LEAST_WAKING_MS);
  const { calendar } = person;
  const startMs = startOf(day);
  const wishedMs = startMs + Math.round(bedTimes(day).hours * 3600) * 1000;
  const latestMs = Math.min(wishedMs, startOf(day + 1) - LEAST_WAKING_MS);
  const isMoved = Math.abs(calendar.offsetMinutesAt(latestMs) - calendar.offsetMinutesAt(startMs)) >= JOURNEY_MINUTES;
  if (!isMoved) return { startMs, endMs: latestMs };
  const boardingMs = calendar.homeMs(day, BOARDING_MINUTES);
  return { startMs, endMs: Math.max(startMs + LEAST_NIGHT_MS, Math.min(latestMs, boardingMs)) };
}
