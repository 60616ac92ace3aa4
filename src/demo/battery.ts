import { clamp } from '../derive/scores/rounding.js';
import { DAY_MS, utcDay } from '../lib/dates.js';
import type { Chance } from '../simulator/chance.js';
import { wallMs } from './helsinki-time.js';

/** One charging of the ring; it stays in the charger until full. */
export interface Charge {
  startMs: number;
  endMs: number;
  /** Percent when put into the charger. */
  fromLevel: number;
  /** Percent lost per day until the next charging. */
  dailyLoss: number;
}

const CYCLE_DAYS = 5;
/** A full charge in 80 minutes: 80 % in the first 45, the rest ever more slowly. */
const FAST_LEVEL = 80;
const FAST_MS = 45 * 60_000;
const SLOW_MS = 35 * 60_000;
const DEEPEST_LOSS = 90;

/** The cycle of charging a day belongs to. */
export function cycleOf(day: number): number {
  return Math.floor(day / CYCLE_DAYS);
}

const chargeDay = (chance: Chance, cycle: number) => cycle * CYCLE_DAYS + Math.floor(chance.uniform('charge day', cycle) * 2);
const chargeStartMs = (chance: Chance, cycle: number) =>
  wallMs(chargeDay(chance, cycle), Math.round(1155 + 15 * chance.uniform('charge minute', cycle)));

function dailyLossAfter(chance: Chance, cycle: number): number {
  const days = chargeDay(chance, cycle + 1) - chargeDay(chance, cycle);
  return clamp(13 + 9 * chance.uniform('loss', cycle), 12, DEEPEST_LOSS / days);
}

/** The charging of one cycle of five days: at about 19:20 of its first or second day. */
export function chargeOf(chance: Chance, cycle: number): Charge {
  const startMs = chargeStartMs(chance, cycle);
  const wornDays = (startMs - chargeStartMs(chance, cycle - 1)) / DAY_MS;
  const fromLevel = 100 - dailyLossAfter(chance, cycle - 1) * wornDays;
  return { startMs, endMs: startMs + minuteRounded(fullMs - timeOfLevel(fromLevel)), fromLevel, dailyLoss: dailyLossAfter(chance, cycle) };
}

/** The last charging that began at or before an instant. */
export function lastCharge(chance: Chance, ms: number): Charge {
  const cycle = cycleOf(utcDay(ms));
  const charge = chargeOf(chance, cycle);
  return charge.startMs <= ms ? charge : chargeOf(chance, cycle - 1);
}

/** Percent of charge at an instant at or after the beginning of `charge`. */
export function levelAt(charge: Charge, ms: number): number {
  if (ms >= charge.endMs) return clamp(100 - (charge.dailyLoss * (ms - charge.startMs)) / DAY_MS, 0, 100);
  return levelOfTime(timeOfLevel(charge.fromLevel) + ms - charge.startMs);
}

const fullMs = FAST_MS + SLOW_MS;
const minuteRounded = (ms: number) => Math.ceil(ms / 60_000) * 60_000;

function timeOfLevel(level: number): number {
  return level < FAST_LEVEL ? (level / FAST_LEVEL) * FAST_MS : FAST_MS + ((level - FAST_LEVEL) / (100 - FAST_LEVEL)) * SLOW_MS;
}

function levelOfTime(ms: number): number {
  const level = ms < FAST_MS ? (ms / FAST_MS) * FAST_LEVEL : FAST_LEVEL + ((ms - FAST_MS) / SLOW_MS) * (100 - FAST_LEVEL);
  return Math.min(100, level);
}
