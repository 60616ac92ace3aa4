import type { Chance } from '../chance.js';

/** A time spent in another zone, from noon of its first home day to noon of the home day after its last. */
export interface Journey {
  day: number;
  days: number;
  /** Zones away from home, east positive. */
  zones: number;
}

/** Home days are cut into blocks of so many; each holds at most one journey of chance and some days at home on either side. */
export const JOURNEY_BLOCK_DAYS = 28;

const DAYS_PER_YEAR = 365.25;
const DAYS_AT_HOME = 2;
const SHORTEST_DAYS = 3;
const LONGEST_DAYS = 14;
const FARTHEST_ZONES = 9;

/** The journey of chance in a block of days, or null. Own estimates: 3 to 14 days, up to 9 zones, nearby ones more often. */
export function drawJourney(chance: Chance, journeysPerYear: number, block: number): Journey | null {
  const dice = chance.dice('journey', block);
  if (dice.next() >= (journeysPerYear * JOURNEY_BLOCK_DAYS) / DAYS_PER_YEAR) return null;
  const days = SHORTEST_DAYS + Math.floor((LONGEST_DAYS - SHORTEST_DAYS + 1) * dice.next() ** 1.5);
  const room = JOURNEY_BLOCK_DAYS - 2 * DAYS_AT_HOME - days;
  const zones = 1 + Math.floor(FARTHEST_ZONES * dice.next() ** 1.3);
  return {
    day: block * JOURNEY_BLOCK_DAYS + DAYS_AT_HOME + Math.floor(dice.next() * (room + 1)),
    days,
    zones: dice.next() < 0.5 ? zones : -zones,
  };
}
