import type { Kysely } from 'kysely';
import type { SeriesCollection } from '../collections/define.js';
import { joinRows, type SeriesRows, sliceRows, sortedRows } from '../collections/series-rows.js';
import { DAY_MS, utcDay } from '../lib/dates.js';
import { findSeriesDays, putSeriesDays, type SeriesDay } from '../storage/series.js';
import type { Tables } from '../storage/tables.js';
import type { Owner, PutRowsResult } from './ledger.js';

const GROUP_DAYS = 31;

/** Merges rows into the day chunks they belong to; a chunk without a difference is not written. */
export async function putRows(db: Kysely<Tables>, owner: Owner, collection: SeriesCollection, rows: SeriesRows): Promise<PutRowsResult> {
  const result: PutRowsResult = { added: 0, replaced: 0, unchanged: 0 };
  for (const days of inGroups(byDay(sortedRows(rows)))) {
    const span = { fromDay: days[0]?.day as number, toDay: days.at(-1)?.day as number };
    const present = await findSeriesDays(db, owner.userNo, collection, span);
    const changed: SeriesDay[] = [];
    for (const { day, rows: incoming } of days) {
      const stored = present.get(day);
      const merged = stored ? mergeRows(stored, incoming) : { rows: incoming, added: incoming.times.length, replaced: 0, unchanged: 0 };
      result.added += merged.added;
      result.replaced += merged.replaced;
      result.unchanged += merged.unchanged;
      if (merged.added + merged.replaced > 0) changed.push({ day, rows: merged.rows });
    }
    if (changed.length > 0) await putSeriesDays(db, owner.userNo, collection, changed);
  }
  return result;
}

/** Runs of days that lie within a month, which are read and written together. */
function* inGroups(days: Iterable<SeriesDay>): Generator<SeriesDay[]> {
  let group: SeriesDay[] = [];
  for (const day of days) {
    if (day.day - (group[0]?.day ?? day.day) >= GROUP_DAYS) {
      yield group;
      group = [];
    }
    group.push(day);
  }
  if (group.length > 0) yield group;
}

function* byDay(rows: SeriesRows): Generator<SeriesDay> {
  const { times } = rows;
  for (let from = 0; from < times.length; ) {
    const day = utcDay(times[from] as number);
    const endMs = (day + 1) * DAY_MS;
    let to = from + 1;
    while (to < times.length && (times[to] as number) < endMs) to++;
    yield { day, rows: to - from === times.length ? rows : sliceRows(rows, from, to) };
    from = to;
  }
}

/** Two runs of rows, each ascending with one row per timestamp, as one; where both have a timestamp the incoming row stays. */
export function mergeRows(stored: SeriesRows, incoming: SeriesRows): PutRowsResult & { rows: SeriesRows } {
  const lastStored = stored.times.at(-1) ?? Number.NEGATIVE_INFINITY;
  const firstIncoming = incoming.times[0] ?? Number.POSITIVE_INFINITY;
  if (lastStored < firstIncoming) return { rows: joinRows(stored, incoming), added: incoming.times.length, replaced: 0, unchanged: 0 };
  const merged: SeriesRows = { times: [], columns: stored.columns.map(() => []) };
  const result = { rows: merged, added: 0, replaced: 0, unchanged: 0 };
  let s = 0;
  let i = 0;
  const take = (from: SeriesRows, place: number) => {
    merged.times.push(from.times[place] as number);
    for (let c = 0; c < merged.columns.length; c++) (merged.columns[c] as number[]).push((from.columns[c] as number[])[place] as number);
  };
  while (s < stored.times.length || i < incoming.times.length) {
    const storedTime = stored.times[s] ?? Number.POSITIVE_INFINITY;
    const incomingTime = incoming.times[i] ?? Number.POSITIVE_INFINITY;
    if (storedTime < incomingTime) {
      take(stored, s++);
      continue;
    }
    if (storedTime > incomingTime) result.added++;
    else if (stored.columns.every((column, c) => column[s] === (incoming.columns[c] as number[])[i])) result.unchanged++;
    else result.replaced++;
    take(incoming, i++);
    if (storedTime === incomingTime) s++;
  }
  return result;
}
