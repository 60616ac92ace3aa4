import { below, createChance } from './chance.js';
import { DAY_MS, dayText } from './product.js';

/** The first day for which there are documents: 2025-01-01, as days since 1970-01-01. */
export const FIRST_DAY = Date.UTC(2025, 0, 1) / DAY_MS;
export const DAYS = 365;
const CONTRIBUTORS = ['deep_sleep', 'efficiency', 'latency', 'rem_sleep', 'restfulness', 'timing', 'total_sleep'];

/** The id of a user's document of a day, in the form of a UUID. */
export function documentId(user: number, day: number): string {
  const chance = createChance(user * DAYS + day);
  const hex = Array.from({ length: 4 }, () => (chance() * 2 ** 32).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A user's daily_sleep of each day of a year, as the real service sends them. */
export function rawYear(user: number): unknown[] {
  const chance = createChance(user);
  return Array.from({ length: DAYS }, (_, at) => {
    const day = dayText(FIRST_DAY + at);
    return {
      id: documentId(user, at),
      contributors: Object.fromEntries(CONTRIBUTORS.map((name) => [name, 40 + below(chance, 61)])),
      day,
      score: 55 + below(chance, 45),
      timestamp: `${day}T00:00:00+00:00`,
    };
  });
}
