import { type Kysely, sql } from 'kysely';
import type { SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import type { Engine } from './engine.js';
import { type InsertedColumns, insertRows } from './insert-rows.js';
import { decodeRows, encodeRows } from './series-codec.js';
import type { Tables } from './tables.js';

/** The rows of one UTC day. */
export interface SeriesDay {
  day: number;
  rows: SeriesRows;
}

/** Reads series day by day. */
export function createSeriesReader(engine: Engine) {
  type Stored = { day: number; data: Buffer };
  const nextDay = engine.prepare<[number, string, number, number], Stored>(
    'select day, data from series_chunks where user_no = ? and series = ? and day >= ? and day <= ? order by day limit 1',
  );
  const lastDay = engine.prepare<[number, string], Stored>(
    'select day, data from series_chunks where user_no = ? and series = ? order by day desc limit 1',
  );
  const decoded = (collection: SeriesCollection, stored: Stored | undefined): SeriesDay | null =>
    stored ? { day: stored.day, rows: decodeRows(collection, stored.data, stored.day * DAY_MS) } : null;

  return {
    /** The first day with rows from `fromDay` to `toDay`, both included. */
    async first(userNo: number, collection: SeriesCollection, fromDay: number, toDay: number): Promise<SeriesDay | null> {
      const [stored] = await nextDay(userNo, collection.name, fromDay, toDay);
      return decoded(collection, stored);
    },

    /** The last day with rows. */
    async last(userNo: number, collection: SeriesCollection): Promise<SeriesDay | null> {
      const [stored] = await lastDay(userNo, collection.name);
      return decoded(collection, stored);
    },
  };
}

/** The rows of UTC days from `fromDay` to `toDay` as a writer sees them, by day. */
export async function findSeriesDays(
  db: Kysely<Tables>,
  userNo: number,
  collection: SeriesCollection,
  { fromDay, toDay }: { fromDay: number; toDay: number },
): Promise<Map<number, SeriesRows>> {
  const { rows } = await sql<{ day: number; data: Buffer }>`select day, data from series_chunks
    where user_no = ${userNo} and series = ${collection.name} and day >= ${fromDay} and day <= ${toDay}`.execute(db);
  return new Map(rows.map(({ day, data }) => [day, decodeRows(collection, data, day * DAY_MS)]));
}

const COLUMNS: InsertedColumns = { user_no: 'bigint', series: 'text', day: 'bigint', row_count: 'bigint', data: 'bytea' };

/** Writes the rows of UTC days over whatever was there. */
export async function putSeriesDays(
  db: Kysely<Tables>,
  userNo: number,
  collection: SeriesCollection,
  days: readonly SeriesDay[],
): Promise<void> {
  const values = days.map(({ day, rows }) => {
    return [userNo, collection.name, day, rows.times.length, encodeRows(collection, rows, day * DAY_MS)];
  });
  const ending = 'on conflict (user_no, series, day) do update set row_count = excluded.row_count, data = excluded.data';
  await insertRows(db, 'series_chunks', COLUMNS, values, ending);
}
