import { z } from 'zod';
import type { SeriesCollection } from '../collections/define.js';
import { openCursor, sealCursor } from '../lib/cursor.js';
import { utcDay } from '../lib/dates.js';
import { badCursor, type ListSettings } from './list-documents.js';
import { createDayOpener, placeOf } from './open-day.js';
import { type Bounds, type Query, readBoolean, readFields, readTimeBounds } from './query.js';
import { createGzipBody, createPlainBody, type FinishedBody, type SeriesBody } from './series-body.js';
import type { Source } from './source.js';

const cursorSchema = z.tuple([
  z.union([z.string(), z.number()]),
  z.string(),
  z.number(),
  z.number(),
  z.array(z.string()).nullable(),
  z.number(),
]);

/**
 * The body of a list of rows, as gzip from `leastGzip` bytes on where that can be written as quickly as text: rows as they are stored. Throws
 * 400 for a cursor that is not from this list, 422 for an unreadable time.
 */
export async function listSeries(
  source: Source,
  collection: SeriesCollection,
  query: Query,
  isSandbox: boolean,
  settings: ListSettings,
  leastGzip = Number.POSITIVE_INFINITY,
): Promise<FinishedBody> {
  const fields = isSandbox ? null : readFields(query);
  if (!isSandbox && readBoolean(query, 'latest')) return latestRow(source, collection, fields);
  const token = query('next_token');
  const page = token
    ? readCursor(source, collection, token, settings.cursorKey)
    : { ...readTimeBounds(query, settings.clock), fields, limit: settings.behaviour.seriesPageSize };
  const isQuick = leastGzip < Number.POSITIVE_INFINITY && page.fields === null && !isSandbox;
  const body = isQuick ? createGzipBody(page.limit, leastGzip) : createPlainBody(page.limit);
  const next = await writePage(source, collection, page, body);
  const cursor = next === null ? null : [source.name, collection.name, next, page.toMs, page.fields && [...page.fields], page.limit];
  return body.end(cursor && sealCursor(settings.cursorKey, cursor));
}

interface Page extends Bounds {
  fields: ReadonlySet<string> | null;
  limit: number;
}

function readCursor(source: Source, collection: SeriesCollection, token: string, key: Uint8Array): Page {
  const cursor = cursorSchema.safeParse(openCursor(key, token));
  if (!cursor.success || cursor.data[0] !== source.name || cursor.data[1] !== collection.name) throw badCursor();
  const [, , fromMs, toMs, fields, limit] = cursor.data;
  return { fromMs, toMs, fields: fields && new Set(fields), limit };
}

/** Writes up to `limit` rows and returns the first time after them, or null where no row follows. */
async function writePage(source: Source, collection: SeriesCollection, page: Page, body: SeriesBody): Promise<number | null> {
  const open = createDayOpener(collection, page.fields);
  let left = page.limit;
  let nextMs = page.fromMs;
  for await (const days of source.days(collection, utcDay(page.fromMs), utcDay(page.toMs), page.limit)) {
    for (const one of days) {
      const day = open(one);
      const from = placeOf(day, page.fromMs);
      const to = placeOf(day, page.toMs + 1);
      const taken = Math.min(to - from, left);
      body.add(day, from, from + taken);
      left -= taken;
      if (taken > 0) nextMs = day.timeAt(from + taken - 1) + 1;
      if (from + taken < to) return nextMs;
    }
  }
  return null;
}

async function latestRow(source: Source, collection: SeriesCollection, fields: ReadonlySet<string> | null): Promise<FinishedBody> {
  const last = await source.lastDay(collection);
  const body = createPlainBody(1);
  if (last) {
    const day = createDayOpener(collection, fields)(last);
    body.add(day, day.count - 1, day.count);
  }
  return body.end(null);
}
