import type { Clock } from '../lib/clock.js';
import { DAY_MS, readInstant, utcDay } from '../lib/dates.js';
import { ApiError, badParameter } from './errors.js';

/** Query parameters by name; of repeated ones the last counts, an empty one counts as absent. */
export type Query = (name: string) => string | undefined;

/** Inclusive bounds in ms since the Unix epoch. */
export interface Bounds {
  fromMs: number;
  toMs: number;
}

/** `start_date` and `end_date`: without them yesterday to today, each date meaning 00:00 UTC of it. */
export function readDateBounds(query: Query, clock: Clock): Bounds {
  const from = readBound(query, 'start_date');
  const to = readBound(query, 'end_date');
  const today = utcDay(clock.now()) * DAY_MS;
  if (from === null) return { fromMs: (to ?? today) - DAY_MS, toMs: to ?? today };
  return ordered(from, to ?? Math.max(from, today), 'start_date', 'end_date');
}

/** `start_datetime` and `end_datetime`: without them the last 24 hours. */
export function readTimeBounds(query: Query, clock: Clock): Bounds {
  const from = readBound(query, 'start_datetime');
  const to = readBound(query, 'end_datetime');
  const now = clock.now();
  if (from === null) return { fromMs: (to ?? now) - DAY_MS, toMs: to ?? now };
  return ordered(from, to ?? Math.max(from, now), 'start_datetime', 'end_datetime');
}

/** `fields`: the names asked for, or null for all of them. */
export function readFields(query: Query): ReadonlySet<string> | null {
  const text = query('fields');
  if (!text) return null;
  return new Set(text.split(',').map((name) => name.trim()));
}

/** The words pydantic takes for a boolean. */
export function readBoolean(query: Query, name: string): boolean {
  const text = query(name);
  if (!text) return false;
  if (/^(true|t|yes|y|on|1)$/i.test(text)) return true;
  if (/^(false|f|no|n|off|0)$/i.test(text)) return false;
  throw badParameter(name, text, 'bool_parsing', 'Input should be a valid boolean, unable to interpret input');
}

function readBound(query: Query, name: string): number | null {
  const text = query(name)?.trim();
  if (!text) return null;
  const instant = readInstant(text);
  if (instant) return instant.ms;
  const error = 'not a date (2026-01-02), a date-time (2026-01-02T03:04:05+02:00) or a Unix time';
  throw badParameter(name, text, 'datetime_from_date_parsing', `Input should be a valid datetime or date, ${error}`, { error });
}

function ordered(fromMs: number, toMs: number, fromName: string, toName: string): Bounds {
  if (fromMs > toMs) throw new ApiError(400, `${fromName} must not be after ${toName}`);
  return { fromMs, toMs };
}
