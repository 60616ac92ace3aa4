import { type Kysely, sql } from 'kysely';
import type { SeriesCollection } from '../collections/define.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { type Engine, type EngineKind, LIMIT } from './engine.js';
import { type InsertedColumns, replaceRows } from './insert-rows.js';
import { decodeRows, encodeRows } from './series-codec.js';
import type { Tables } from './tables.js';

/** The rows of one UTC day. */
export interface SeriesDay {
  day: number;
  rows: SeriesRows;
}

/** The rows of one UTC day as they are stored: their chunk lies from `from` to `to`, among those of other days. */
export interface StoredDay {
  day: number;
  chunks: Buffer;
  from: number;
  to: number;
}

/** Days that are read at once: as many as the page may need at first, if they are full of heart rate. */
const FIRST_DAYS = 4;
const MOST_DAYS = 32;
const ROWS_OF_DAY = 288;

/** SQL: the chunks of several days one behind the other, and lists of the days and of their lengths. */
const JOINED: Readonly<Record<EngineKind, string>> = {
  sqlite: `group_concat(day) as days, group_concat(length(data)) as lengths, cast(group_concat(data, '') as blob) as chunks`,
  postgres: `string_agg(day::text, ',') as days, string_agg(length(data)::text, ',') as lengths, string_agg(data, ''::bytea) as chunks`,
};

/** All null where there is no day. */
interface JoinedDays {
  days: string | null;
  lengths: string | null;
  chunks: Buffer | null;
}

/** Reads series day by day. */
export function createSeriesReader(engine: Engine) {
  // A value for each day would take as long to hand over as its row to be found.
  const nextDays = engine.prepare<[number, string, number, number, number], JoinedDays>(`
    select ${JOINED[engine.kind]} from (select day, data from series_chunks
      where user_no = ? and series = ? and day >= ? and day <= ? order by day ${LIMIT[engine.kind]}) as wanted`);
  const lastDay = engine.prepare<[number, string], { day: number; data: Buffer }>(
    'select day, data from series_chunks where user_no = ? and series = ? order by day desc limit 1',
  );

  return {
    /** The days with rows from `fromDay` to `toDay`, both included, in order and a few at a time, by what `rows` may take. */
    async *days(userNo: number, collection: SeriesCollection, fromDay: number, toDay: number, rows: number): AsyncGenerator<StoredDay[]> {
      let from = fromDay;
      let most = Math.min(Math.max(Math.ceil(rows / ROWS_OF_DAY), FIRST_DAYS), MOST_DAYS);
      while (from <= toDay) {
        const days = separated(await nextDays(userNo, collection.name, from, toDay, most));
        if (days.length > 0) yield days;
        if (days.length < most) return;
        from = (days.at(-1) as StoredDay).day + 1;
        most = Math.min(most * 2, MOST_DAYS);
      }
    },

    /** The last day with rows. */
    async last(userNo: number, collection: SeriesCollection): Promise<StoredDay | null> {
      const [last] = await lastDay(userNo, collection.name);
      return last ? { day: last.day, chunks: last.data, from: 0, to: last.data.length } : null;
    },
  };
}

function separated([joined]: JoinedDays[]): StoredDay[] {
  if (!joined?.chunks) return [];
  const { days, lengths, chunks } = joined;
  const lengthOf = JSON.parse(`[${lengths}]`) as number[];
  let to = 0;
  return (JSON.parse(`[${days}]`) as number[]).map((day, at) => {
    const from = to;
    to += lengthOf[at] as number;
    return { day, chunks, from, to };
  });
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
