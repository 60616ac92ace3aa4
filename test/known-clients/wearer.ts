import type { CircletOptions } from '../../src/server.js';
import { startOAuthServer } from '../oauth/oauth-server.js';
import { put, putRows } from '../support/answers.js';
import { heartRow, sampleDocument } from '../support/sample-documents.js';

const HOUR_MS = 3_600_000;
const FIRST_RATE = Date.parse('2026-02-12T00:10Z');
const LAST_RATE = Date.parse('2026-03-15T11:10Z');
const RATES = Array.from({ length: (LAST_RATE - FIRST_RATE) / HOUR_MS + 1 }, (_, place) => FIRST_RATE + place * HOUR_MS);

const DAY_MS = 24 * HOUR_MS;
/** The days from `first` to `last`, both included. */
export const daysBetween = (first: string, last: string): string[] =>
  Array.from({ length: (Date.parse(last) - Date.parse(first)) / DAY_MS + 1 }, (_, place) =>
    new Date(Date.parse(first) + place * DAY_MS).toISOString().slice(0, 10),
  );

/** The instants in milliseconds between `from` and `to` at which there is a heart rate. */
export const ratesBetween = (from: string, to: string): number[] => RATES.filter((ms) => ms >= Date.parse(from) && ms <= Date.parse(to));

/** A server that approves at once, with the one wearer whose days and rates the table of clients names. */
export async function startWearerServer(options: CircletOptions) {
  const server = await startOAuthServer(options);
  const wearer = await server.addUser();
  const days = daysBetween('2026-02-01', '2026-03-15');
  await put(
    server,
    wearer.id,
    'daily_sleep',
    days.map((day, place) => sampleDocument('daily_sleep', day, { score: 50 + place })),
  );
  await putRows(
    server,
    wearer.id,
    'heartrate',
    RATES.map((ms) => heartRow(ms, 60)),
  );
  return { ...server, wearer };
}
