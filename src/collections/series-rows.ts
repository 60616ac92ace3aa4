import { readInstant, readUtcDateTime } from '../lib/dates.js';
import type { SeriesCollection, SeriesColumn } from './define.js';
import type { Issue, Reading } from './read-document.js';

/** Rows of a series by column: `times[i]` in ms since the Unix epoch and, for each column of the series, a whole number. */
export interface SeriesRows {
  times: number[];
  /** In the order of `collection.columns`: the value itself, or its place among the choices. */
  columns: number[][];
}

/** No rows, with a place for each column. */
export function emptyRows(collection: SeriesCollection): SeriesRows {
  return { times: [], columns: collection.columns.map(() => []) };
}

/** Reads rows as they stand in JSON; `timestamp` or, without it, `timestamp_unix` gives the time. Unknown keys are dropped. */
export function createRowReader(collection: SeriesCollection): (input: unknown, into: SeriesRows) => Reading<null> {
  const readers = collection.columns.map((column) => ({ name: column.name, read: valueReader(column) }));
  const values: number[] = new Array(readers.length);
  return (input, into) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input))
      return failed([], 'invalid_type', 'Input should be an object', input);
    const row = input as Record<string, unknown>;
    const time = timeOf(row);
    if (Number.isNaN(time)) return timeIssue(row);
    for (let i = 0; i < readers.length; i++) {
      const { name, read } = readers[i] as (typeof readers)[number];
      const value = read(row[name]);
      if (value === undefined) return valueIssue(collection.columns[i] as SeriesColumn, row);
      values[i] = value;
    }
    into.times.push(time);
    for (let i = 0; i < readers.length; i++) (into.columns[i] as number[]).push(values[i] as number);
    return DONE;
  };
}

const DONE: Reading<null> = { ok: true, value: null };

function timeOf(row: Record<string, unknown>): number {
  const { timestamp, timestamp_unix: unix } = row;
  if (typeof timestamp === 'string') {
    const quick = readUtcDateTime(timestamp);
    if (!Number.isNaN(quick)) return quick;
    const instant = readInstant(timestamp);
    return instant && instant.offsetMinutes !== null ? instant.ms : Number.NaN;
  }
  return timestamp === undefined && Number.isSafeInteger(unix) && Math.abs(unix as number) <= 8.64e15 ? (unix as number) : Number.NaN;
}

function valueReader(column: SeriesColumn): (value: unknown) => number | undefined {
  if (column.type === 'integer') return (value) => (Number.isSafeInteger(value) ? (value as number) : undefined);
  const places = new Map<unknown, number>(column.choices.map((choice, place) => [choice, place]));
  const missing = places.get(null);
  return (value) => (value === undefined ? missing : places.get(value));
}

function timeIssue(row: Record<string, unknown>): Reading<null> {
  const { timestamp, timestamp_unix: unix } = row;
  if (timestamp !== undefined) return failed(['timestamp'], 'custom', 'not a date-time with a zone, like 2026-01-02T03:04:05Z', timestamp);
  if (unix === undefined) return failed(['timestamp'], 'missing', 'Field required', row);
  return failed(['timestamp_unix'], 'custom', 'not a whole number of milliseconds since 1970', unix);
}

function valueIssue(column: SeriesColumn, row: Record<string, unknown>): Reading<null> {
  const value = row[column.name];
  if (value === undefined) return failed([column.name], 'missing', 'Field required', row);
  const expected = column.type === 'integer' ? 'a whole number' : column.choices.map((choice) => JSON.stringify(choice)).join(', ');
  return failed([column.name], column.type === 'integer' ? 'int_type' : 'enum', `Input should be ${expected}`, value);
}

function failed(path: Issue['path'], type: string, message: string, input: unknown): Reading<null> {
  return { ok: false, issues: [{ type, path, message, input }] };
}

/** Rows in the order of time, one per timestamp: of several the last one given stays. The input is left as it is. */
export function sortedRows(rows: SeriesRows): SeriesRows {
  const { times } = rows;
  let isSorted = true;
  for (let i = 1; i < times.length && isSorted; i++) isSorted = (times[i] as number) > (times[i - 1] as number);
  if (isSorted) return rows;
  const order = Array.from(times.keys()).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  const kept = order.filter((place, i) => times[place] !== times[order[i + 1] as number]);
  return pickRows(rows, kept);
}

/** The rows at the given places, in that order. */
export function pickRows(rows: SeriesRows, places: readonly number[]): SeriesRows {
  return {
    times: places.map((place) => rows.times[place] as number),
    columns: rows.columns.map((column) => places.map((place) => column[place] as number)),
  };
}

/** The rows from place `from` up to but not including `to`. */
export function sliceRows(rows: SeriesRows, from: number, to: number): SeriesRows {
  return { times: rows.times.slice(from, to), columns: rows.columns.map((column) => column.slice(from, to)) };
}

/** The rows of one and then those of the other. */
export function joinRows(first: SeriesRows, second: SeriesRows): SeriesRows {
  return {
    times: first.times.concat(second.times),
    columns: first.columns.map((column, c) => column.concat(second.columns[c] as number[])),
  };
}
