import { createCurve } from '../derive/scores/curve.js';
import { clamp } from '../derive/scores/rounding.js';
import type { Dice } from '../simulator/chance.js';
import type { DayPlan } from './day-plan.js';

/** Minutes of an activity day. */
export const MINUTES = 1440;
/** Tenths of a MET of a minute without the ring. */
export const NOT_WORN = 1;

/** A stretch of time, ms since the Unix epoch. */
interface Span {
  startMs: number;
  endMs: number;
}

/** METs of a day's minutes from their tenths. */
export function metsOf(tenths: Uint8Array): number[] {
  const mets: number[] = [];
  for (let i = 0; i < tenths.length; i++) mets.push((tenths[i] as number) / 10);
  return mets;
}

// How likely it is to leave the chair, by hours after 04:00 local time.
const restlessByHour = createCurve('2:0.75 4:1 6:0.8 8:1.05 10:0.85 12.5:1.15 14.5:1.25 16:0.95 18:0.55');

/** Tenths of a MET in each minute of 24 hours from `startMs`; nights and the day's plan override the everyday pattern. */
export function layMovement(dice: Dice, plan: DayPlan, nights: readonly Span[], startMs: number, mediumMet: number): Uint8Array {
  const met = new Uint8Array(MINUTES);
  layEveryday(dice, met, plan.liveliness);
  const minutesOf = (span: Span) => {
    const from = Math.max(0, Math.floor((span.startMs - startMs) / 60_000));
    return [from, Math.min(MINUTES, Math.ceil((span.endMs - startMs) / 60_000))] as const;
  };
  const laySleep = (span: Span) => {
    const [from, to] = minutesOf(span);
    for (let minute = from; minute < to; minute++) met[minute] = dice.next() < 0.91 ? 9 : Math.floor(dice.between(10, 13));
  };
  for (const night of nights) laySleep(night);
  for (const segment of plan.segments) {
    const [from, to] = minutesOf(segment);
    if (segment.kind === 'off') met.fill(NOT_WORN, from, to);
    else if (segment.kind === 'nap') laySleep(segment);
    else if (segment.workout) layWorkout(dice, met.subarray(from, to), segment.workout.sport.tenths, 10 * mediumMet);
    else for (let minute = from; minute < to; minute++) met[minute] = Math.floor(dice.between(10, 13));
  }
  return met;
}

function layWorkout(dice: Dice, met: Uint8Array, tenths: number, leastTenths: number): void {
  const form = tenths * dice.between(0.92, 1.08);
  for (let i = 0; i < met.length; i++) met[i] = Math.round(clamp(form * (1 + 0.06 * dice.normal()), leastTenths, 150));
}

// Tenths of a MET while sitting, as often as real days have them.
const sittingTenths = [11, ...Array(5).fill(12), ...Array(5).fill(13), 14, 14, 15, 17];

// Sitting, pottering and walking in turns.
function layEveryday(dice: Dice, met: Uint8Array, liveliness: number): void {
  for (let minute = 0; minute < MINUTES; ) {
    const restlessness = clamp(liveliness * restlessByHour(minute / 60), 0.15, 2);
    const pace = Math.sqrt(restlessness);
    const rising = Math.min(MINUTES, minute + Math.round(dice.between(4, 34) / pace));
    while (minute < rising) met[minute++] = sittingTenths[Math.floor(dice.next() * sittingTenths.length)] as number;
    const isWalk = dice.next() < 0.24 * restlessness;
    const sitting = Math.min(MINUTES, minute + Math.round((isWalk ? dice.between(3, 12) : dice.between(3, 17)) * pace));
    const level = isWalk ? dice.between(31, 47) : dice.between(16, 25);
    while (minute < sitting) met[minute++] = Math.max(14, Math.round(level * (1 + 0.12 * dice.normal())));
  }
}
