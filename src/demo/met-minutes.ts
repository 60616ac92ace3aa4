import type { Dice } from './chance.js';
import { clamp, createCurve } from './curve.js';
import type { DayPlan } from './day-plan.js';

/** Minutes of an activity day. */
export const MINUTES = 1440;
/** Tenths of a MET of a minute without the ring. */
export const NOT_WORN = 1;

/** A time asleep, in ms since the Unix epoch. */
export interface Sleep {
  startMs: number;
  endMs: number;
}

// How likely it is to leave the chair, by hours after 04:00 local time.
const restlessByHour = createCurve([2, 0.75], [4, 1], [6, 0.8], [8, 1.05], [10, 0.85], [12.5, 1.15], [14.5, 1.25], [16, 0.95], [18, 0.55]);

/** The movement of 24 hours from `startMs` as tenths of a MET per minute; sleeps and the day's plan override the everyday pattern. */
export function layMetMinutes(dice: Dice, plan: DayPlan, sleeps: readonly Sleep[], startMs: number, mediumTenths: number): Uint8Array {
  const met = new Uint8Array(MINUTES);
  layEveryday(dice, met, plan.liveliness);
  const fill = ({ startMs: from, endMs: to }: Sleep, make: () => number) => {
    const end = Math.min(MINUTES, Math.ceil((to - startMs) / 60_000));
    for (let minute = Math.max(0, Math.floor((from - startMs) / 60_000)); minute < end; minute++) met[minute] = make();
  };
  for (const sleep of sleeps) fill(sleep, () => (dice.next() < 0.91 ? 9 : Math.floor(dice.between(10, 13))));
  for (const segment of plan.segments) {
    if (segment.kind === 'off') fill(segment, () => NOT_WORN);
    else if (segment.kind === 'nap') fill(segment, () => (dice.next() < 0.85 ? 9 : 10));
    else if (segment.workout) {
      const { tenths } = segment.workout.sport;
      const form = tenths * dice.between(0.92, 1.08);
      fill(segment, () => Math.round(clamp(form * (1 + 0.06 * dice.normal()), mediumTenths, 150)));
    } else fill(segment, () => Math.floor(dice.between(10, 13)));
  }
  return met;
}

// Sitting, pottering and walking in turns.
function layEveryday(dice: Dice, met: Uint8Array, liveliness: number): void {
  for (let minute = 0; minute < MINUTES; ) {
    const restlessness = clamp(liveliness * restlessByHour(minute / 60), 0.15, 2);
    const sitting = Math.round(dice.between(4, 34) / restlessness ** 0.5);
    for (const end = Math.min(MINUTES, minute + sitting); minute < end; minute++) met[minute] = sittingTenths(dice.next());
    const isWalk = dice.next() < 0.27 * restlessness;
    const moving = Math.round((isWalk ? dice.between(3, 12) : dice.between(3, 17)) * restlessness ** 0.5);
    const level = isWalk ? dice.between(31, 47) : dice.between(16, 25);
    for (const end = Math.min(MINUTES, minute + moving); minute < end; minute++) {
      met[minute] = Math.max(14, Math.round(level * (1 + 0.12 * dice.normal())));
    }
  }
}

// Shares of 1.1 to 1.5 MET among quiet waking minutes, as real days have them.
function sittingTenths(lot: number): number {
  return lot < 0.07 ? 11 : lot < 0.4 ? 12 : lot < 0.7 ? 13 : lot < 0.88 ? 14 : 15;
}
