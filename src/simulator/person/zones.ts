import { DAY_MS } from '../../lib/dates.js';

/** A place to live, as far as clocks and seasons know it. */
export interface Zone {
  /** Minutes east of UTC in standard time. */
  standardMinutes: number;
  /** When a year's summer time of one hour begins and ends; null where there is none. South of the equator it ends before it begins. */
  summerTime: ((year: number) => SummerTime) | null;
  /** How much of a northern winter there is: 1 in the north, 0 at the equator, negative in the south. */
  winter: number;
  /** How many people in a hundred live there. */
  share: number;
}

/** Instants in ms since the Unix epoch. */
export interface SummerTime {
  beginMs: number;
  endMs: number;
}

const HOUR_MS = 3_600_000;
const [MARCH, APRIL, SEPTEMBER, OCTOBER, NOVEMBER] = [2, 3, 8, 9, 10];

/** 00:00 UTC of the first Sunday of a month on or after a date. */
function sundayMs(year: number, month: number, date: number): number {
  const ms = Date.UTC(year, month, date);
  return ms + ((7 - new Date(ms).getUTCDay()) % 7) * DAY_MS;
}

const european = (year: number) => ({
  beginMs: sundayMs(year, MARCH, 25) + HOUR_MS,
  endMs: sundayMs(year, OCTOBER, 25) + HOUR_MS,
});

/** Clocks go forward at 02:00 standard time and back at 02:00 summer time. */
const american = (standardHours: number) => (year: number) => ({
  beginMs: sundayMs(year, MARCH, 8) + (2 - standardHours) * HOUR_MS,
  endMs: sundayMs(year, NOVEMBER, 1) + (1 - standardHours) * HOUR_MS,
});

/** Forward and back at 02:00 standard time. */
const southern = (standardHours: number, beginMonth: number, beginDate: number) => (year: number) => ({
  beginMs: sundayMs(year, beginMonth, beginDate) + (2 - standardHours) * HOUR_MS,
  endMs: sundayMs(year, APRIL, 1) + (2 - standardHours) * HOUR_MS,
});

/** Homes by their names in the time zone database. Today's rules hold in all years. */
export const zones = {
  'Europe/Helsinki': { standardMinutes: 120, summerTime: european, winter: 1, share: 12 },
  'Europe/London': { standardMinutes: 0, summerTime: european, winter: 1, share: 12 },
  'Europe/Berlin': { standardMinutes: 60, summerTime: european, winter: 1, share: 14 },
  'America/New_York': { standardMinutes: -300, summerTime: american(-5), winter: 1, share: 20 },
  'America/Los_Angeles': { standardMinutes: -480, summerTime: american(-8), winter: 1, share: 14 },
  'America/Sao_Paulo': { standardMinutes: -180, summerTime: null, winter: -0.7, share: 3 },
  'Asia/Tokyo': { standardMinutes: 540, summerTime: null, winter: 1, share: 6 },
  'Asia/Kolkata': { standardMinutes: 330, summerTime: null, winter: 0.4, share: 4 },
  'Asia/Singapore': { standardMinutes: 480, summerTime: null, winter: 0.1, share: 3 },
  'Australia/Sydney': { standardMinutes: 600, summerTime: southern(10, OCTOBER, 1), winter: -1, share: 6 },
  'Pacific/Auckland': { standardMinutes: 720, summerTime: southern(12, SEPTEMBER, 24), winter: -1, share: 4 },
  'Africa/Johannesburg': { standardMinutes: 120, summerTime: null, winter: -0.8, share: 2 },
} satisfies Record<string, Zone>;

/** The name of a home. */
export type ZoneName = keyof typeof zones;

/** Names of all homes. */
export const ZONE_NAMES = Object.keys(zones) as [ZoneName, ...ZoneName[]];

/** Whether a text names a home. */
export function isZoneName(text: string): text is ZoneName {
  return Object.hasOwn(zones, text);
}

/** Minutes that summer time adds at an instant: 60 or 0. */
export function summerMinutes(zone: Zone, ms: number): number {
  if (!zone.summerTime) return 0;
  const { beginMs, endMs } = zone.summerTime(new Date(ms).getUTCFullYear());
  const isSummer = beginMs < endMs ? ms >= beginMs && ms < endMs : ms >= beginMs || ms < endMs;
  return isSummer ? 60 : 0;
}
