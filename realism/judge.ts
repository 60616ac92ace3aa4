import { createDistributions } from './distributions/create-distributions.js';
import type { SimulatedHistory } from './history.js';
import { checkInvariants } from './invariants/index.js';
import { type InvariantResult, mergeInvariants } from './invariants/invariant.js';
import { checkRepeatability } from './invariants/repeatability.js';
import type { PopulationPoint } from './pictures/population-picture.js';
import type { Findings } from './report.js';
import { mean } from './statistics.js';
import { viewHistory } from './view.js';

/** Makes a person of the population; the same arguments give the same person. */
export type Simulate = (options: { seed: string; index: number; days: number; endDay: number; beats: boolean }) => SimulatedHistory;

interface JudgeOptions {
  users: number;
  days: number;
  seed: string;
  endDay: number;
  /** How many people are looked at beat by beat, how many twice, and over how many days. */
  beatUsers: number;
  repeatedUsers: number;
  shortDays: number;
  progress(done: number): void;
}

/** Simulates and judges a population, one person at a time. */
export function judge(simulate: Simulate, options: JudgeOptions): Omit<Findings, 'pictures'> & { points: PopulationPoint[] } {
  const { users, days, seed, endDay, beatUsers, repeatedUsers, shortDays } = options;
  const distributions = createDistributions();
  const points: PopulationPoint[] = [];
  let invariants: InvariantResult[] = [];
  for (let index = 0; index < users; index++) {
    const history = simulate({ seed, index, days, endDay, beats: false });
    const view = viewHistory(history);
    invariants = mergeInvariants([invariants, checkInvariants(history, view)]);
    distributions.add(history, view);
    const nights = [...view.mains.values()].map(({ document }) => document.average_hrv ?? Number.NaN);
    points.push({ ...history.profile, rmssd: mean(nights) });
    options.progress(index + 1);
  }
  for (let index = 0; index < Math.min(users, beatUsers); index++) {
    const history = simulate({ seed, index, days: shortDays, endDay, beats: true });
    invariants = mergeInvariants([invariants, checkInvariants(history).filter(({ id }) => id === 'I-34' || id === 'I-35')]);
  }
  for (let index = 0; index < Math.min(users, repeatedUsers); index++) {
    const run = (length: number, end: number) => simulate({ seed, index, days: length, endDay: end, beats: false });
    const [a, b] = [run(shortDays, endDay), run(shortDays, endDay)];
    invariants = mergeInvariants([invariants, checkRepeatability(a, b, run(shortDays + 10, endDay + 10))]);
  }
  const beats = { users: Math.min(users, beatUsers), days: shortDays };
  return { users, days, seed, beats, invariants, distributions: distributions.results(), points };
}
