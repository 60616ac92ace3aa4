import type { PulseMode, Pulses } from '../../derive/recordings.js';
import { createCurve } from '../../derive/scores/curve.js';
import type { Life, Segment } from '../life/life.js';
import type { LivedDay } from './record-activity.js';
import { GUIDED_SECONDS, guidedRates } from './record-sessions.js';

const MINUTE_MS = 60_000;
const STILL_MS = 300_000;
const SESSION_ROW_EVERY = 6;
// ln seconds between two readings of everyday life: quartiles 6, 24 and 192 s of one published day of 2024; the ends are own estimate.
const lnGap = createCurve('0:0 0.25:1.79 0.5:3.18 0.75:5.26 1:6.4');

/** The pulses of the waking hours of a home day. */
export function recordPulses(life: Life, day: number, { movement, heart }: LivedDay): Pulses {
  const pulses: Pulses = { times: [], bpms: [], modes: [] };
  const plan = life.day(day);
  if (!plan.isWorn) return pulses;
  const dice = life.person.chance.dice('pulses', day);
  const add = (ms: number, bpm: number, mode: PulseMode) => {
    pulses.times.push(ms);
    pulses.bpms.push(Math.round(bpm));
    pulses.modes.push(mode);
  };
  const rateAt = (ms: number) => (heart.rates[Math.floor(ms / MINUTE_MS) - movement.startMinute] as number) + 1.5 * dice.normal();
  const seconds = (low: number, high: number) => Math.floor(dice.between(low, high)) * 1000;

  const addBursts = (fromMs: number, toMs: number) => {
    const gap = () => Math.max(1, Math.round(Math.exp(lnGap(dice.next())))) * 1000;
    for (let ms = fromMs + gap(); ms < toMs; ms += gap()) add(ms, rateAt(ms), 'burst');
  };
  let nextStillMs = 0;
  const addStill = (fromMs: number, toMs: number) => {
    for (let ms = Math.max(nextStillMs, fromMs + seconds(5, 60)); ms < toMs; ms += STILL_MS) {
      add(ms, rateAt(ms), 'still');
      nextStillMs = ms + STILL_MS;
    }
  };
  // Where the wearer says that it was no workout, none will be known in which such readings could lie.
  const isReal = (fromMs: number) => plan.workouts.some(({ segment, isDismissed }) => segment.startMs === fromMs && !isDismissed);
  const addWorkout = (fromMs: number, toMs: number) => {
    const mode = isReal(fromMs) ? 'workout' : 'burst';
    for (let ms = fromMs + seconds(1, 20); ms < toMs; ms += seconds(3, 30)) add(ms, rateAt(ms), mode);
  };
  const addSegment = ({ kind, startMs, endMs }: Segment) => {
    if (kind === 'rest') addStill(startMs, endMs);
    else if (kind === 'workout') addWorkout(startMs, endMs);
    else if (kind === 'session') {
      const rates = guidedRates(life, day, plan.session as Segment);
      for (let i = 0; i < rates.length; i += SESSION_ROW_EVERY) add(startMs + i * GUIDED_SECONDS * 1000, rates[i] as number, 'session');
    }
  };
  // The first whole minute awake: before it the ring may still be on the bedside table.
  let from = Math.ceil(plan.startMs / MINUTE_MS) * MINUTE_MS;
  for (const segment of plan.segments) {
    addBursts(from, segment.startMs);
    addSegment(segment);
    from = segment.endMs;
  }
  addBursts(from, Math.floor(plan.endMs / MINUTE_MS) * MINUTE_MS);
  return pulses;
}
