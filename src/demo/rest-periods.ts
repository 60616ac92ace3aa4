import type { Chance } from '../simulator/chance.js';

/** Days of rest mode with what was behind them. */
export interface RestPeriod {
  startDay: number;
  endDay: number;
  /** 0 to 1: from tiredness to fever. */
  severity: number;
}

const CYCLE_DAYS = 42;
const RAMP_DAYS = 2;
/** Share of the full severity from two days before rest mode begins. */
const course = [0.25, 0.55, 1, 1, 0.72, 0.51, 0.36, 0.26, 0.18, 0.13, 0.09];

/** The one rest mode period of the six weeks a day lies in. */
export function restPeriodNear(chance: Chance, day: number): RestPeriod {
  const cycle = Math.floor(day / CYCLE_DAYS);
  // Early enough in the six weeks for the whole course to stay within them.
  const startDay = cycle * CYCLE_DAYS + RAMP_DAYS + Math.floor(chance.uniform('rest start', cycle) * 28);
  const isFever = chance.uniform('rest cause', cycle) < 0.35;
  const part = chance.uniform('rest severity', cycle);
  return {
    startDay,
    endDay: startDay + 2 + Math.floor(chance.uniform('rest length', cycle) * 3),
    severity: isFever ? 0.6 + 0.4 * part : 0.1 + 0.15 * part,
  };
}

/** Whether rest mode is on. */
export function isResting(chance: Chance, day: number): boolean {
  const { startDay, endDay } = restPeriodNear(chance, day);
  return day >= startDay && day <= endDay;
}

/** How ill the person is on a day, 0 to 1: rising two days before rest mode, fading after. */
export function illnessOn(chance: Chance, day: number): number {
  const { startDay, severity } = restPeriodNear(chance, day);
  return severity * (course[day - startDay + RAMP_DAYS] ?? 0);
}
