import { createChance } from '../../src/simulator/chance.js';
import type { DayPlan, Intent, LatentState, Life, NapPlan, NightPlan } from '../../src/simulator/life/life.js';
import type { Person } from '../../src/simulator/person/person.js';

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

const calmState: LatentState = {
  fitness: 0,
  fatigue: 0,
  stress: 0,
  circadianPhase: 0,
  season: 0,
  cycleDay: null,
  luteal: 0,
  illness: 0,
  daysSinceOnset: null,
  alcohol: 0,
  sleepDebt: 0,
  heartRate: 0,
  lnRmssd: 0,
  temperature: 0,
  breath: 0,
  events: [],
};

/** What differs from an ordinary life. */
export interface FixtureOptions {
  brokenness?: number;
  isRecorded?: boolean;
  state?: Partial<LatentState>;
  nap?: NapPlan;
  breathingDisturbances?: number;
}

/** A person and their life as tests of the night need them: bed about 23:20, eight hours, in a zone two hours east of UTC. */
export function lifeFixture(seed: string, options: FixtureOptions = {}): Life {
  const chance = createChance(seed);
  const trait = (stream: string) => chance.normal(stream, 0);
  const body = {
    lowestHeartRate: 56 + 6 * trait('heart'),
    lnRmssd: 3.7 + 0.4 * trait('hrv'),
    breath: 15 + 1.8 * trait('breath'),
    skinTemperature: 35,
    oxygen: 97.3 + 0.5 * trait('oxygen'),
    pulseWaveVelocity: 7,
    breathingDisturbances: options.breathingDisturbances ?? 3,
  };
  const night = (day: number): NightPlan => {
    const startMs = day * MS_PER_DAY - Math.round(160 + 35 * chance.normal('bed', day)) * MS_PER_MINUTE;
    return {
      day,
      startMs,
      endMs: startMs + Math.round((8.05 + 0.7 * chance.normal('in bed', day)) * 3600) * 1000,
      latencyMinutes: 13 * Math.exp(0.6 * chance.normal('latency', day)),
      brokenness: options.brokenness ?? Math.exp(0.2 * chance.normal('brokenness', day)),
      deepFactor: 1,
      remFactor: 1,
      isRecorded: options.isRecorded ?? true,
      cutSeconds: 0,
    };
  };
  const state = (day: number): LatentState => ({
    ...calmState,
    heartRate: 3 * chance.normal('beats', day),
    lnRmssd: -0.2 * chance.normal('beats', day),
    temperature: 0.2 * chance.normal('degrees', day),
    breath: 0.4 * chance.normal('breaths', day),
    ...options.state,
  });
  // The night asks a person for nothing else.
  const person = { chance, body, calendar: { offsetMinutesAt: () => 120 } } as unknown as Person;
  const planDay = (day: number) => ({ day, nap: options.nap ?? null }) as DayPlan;
  return { person, state, night, day: planDay, intent: () => ({}) as Intent };
}
