import { type Kysely, sql } from 'kysely';
import type { SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { type Engine, LIMIT } from './engine.js';
import { type InsertedColumns, replaceRows } from './insert-rows.js';
import { decodeRows, encodeRows } from './series-codec.js';
import type { Tables } from './tables.js';

/** The rows of one UTC day. */
export interface SeriesDay {
  day: number;
  rows: SeriesRows;
}

/** The rows of one UTC day as they are stored. */
export interface StoredDay {
  day: number;
  chunk: Buffer;
}

/** Days that are read at once: as many as the page may need at first, if they are full of heart rate. */
const FIRST_DAYS = 4;
const MOST_DAYS = 32;
const ROWS_OF_DAY = 288;

/** Reads series day by day. */
export function createSeriesReader(engine: Engine) {
  const nextDays = engine.prepare<[number, string, number, number, number], StoredDay>(
    `select day, data as chunk from series_chunks where user_no = ? and series = ? and day >= ? and day <= ? order by day ${LIMIT[engine.kind]}`,
  );
  const lastDay = engine.prepare<[number, string], StoredDay>(
    'select day, data as chunk from series_chunks where user_no = ? and series = ? order by day desc limit 1',
  );

  return {
    /** The days with rows from `fromDay` to `toDay`, both included, in order and a few at a time, by what `rows` may take. */
    async *days(userNo: number, collection: SeriesCollection, fromDay: number, toDay: number, rows: number): AsyncGenerator<StoredDay[]> {
      let from = fromDay;
      let most = Math.min(Math.max(Math.ceil(rows / ROWS_OF_DAY), FIRST_DAYS), MOST_DAYS);
      while (from <= toDay) {
        const days = await nextDays(userNo, collection.name, from, toDay, most);
        if (days.length > 0) yield days;
        if (days.length < most) return;
        from = (days.at(-1) as StoredDay).day + 1;
        most = Math.min(most * 2, MOST_DAYS);
      }
    },

    /** The last day with rows. */
    async last(userNo: number, collection: SeriesCollection): Promise<StoredDay | null> {
      const [stored] = await lastDay(userNo, collection.name);
      return stored ?? null;
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
  await replaceRows(db, 'series_chunks', COLUMNS, ['user_no', 'series', 'day'], values);
}
