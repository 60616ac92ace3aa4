import { z } from 'zod';
import type { Body, DocumentCollection } from '../collections/define.js';
import type { Clock } from '../lib/clock.js';
import { openCursor, sealCursor } from '../lib/cursor.js';
import { DAY_MS, utcDay } from '../lib/dates.js';
import type { DocumentPosition, DocumentRange } from '../storage/document-list.js';
import type { Behaviour } from './behaviour.js';
import { ApiError } from './errors.js';
import { type Query, readDateBounds, readFields } from './query.js';
import type { Source } from './source.js';

export interface ListSettings {
  behaviour: Behaviour;
  clock: Clock;
  /** With which cursors are sealed. */
  cursorKey: Uint8Array;
}

/** What a cursor carries, so that it alone is enough for the next page. */
interface Page {
  range: DocumentRange;
  fields: string[] | null;
  limit: number;
  after: DocumentPosition | null;
}

const cursorSchema = z.tuple([
  z.union([z.string(), z.number()]),
  z.string(),
  z.object({ fromMs: z.number(), toMs: z.number(), days: z.object({ from: z.number(), to: z.number() }).optional() }),
  z.array(z.string()).nullable(),
  z.number(),
  z.object({ instantMs: z.number(), id: z.string() }),
]);

const EVERYTHING: DocumentRange = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };
/** How far the instant of a document can lie from the local day it belongs to. */
const DAY_SLACK_MS = 3 * DAY_MS;
const NO_NEXT = 'null}';

/** The body of a list of documents. Throws 400 for a cursor that is not from this list, 422 for an unreadable date. */
export async function listDocuments(
  source: Source,
  collection: DocumentCollection,
  query: Query,
  allowFields: boolean,
  settings: ListSettings,
): Promise<Buffer | string> {
  const token = query('next_token');
  const page = token ? readCursor(source, collection, token, settings) : firstPage(collection, query, allowFields, settings);
  const withMeta = settings.behaviour.meta === 'on';
  const { envelope, next } = await source.listDocuments(collection, page.range, page.after, page.limit, withMeta);
  const nextToken = next && sealCursor(settings.cursorKey, [source.name, collection.name, page.range, page.fields, page.limit, next]);
  if (page.fields) return JSON.stringify({ data: select(envelope, collection, page.fields), next_token: nextToken });
  if (nextToken === null) return envelope;
  return Buffer.concat([envelope.subarray(0, envelope.length - NO_NEXT.length), Buffer.from(`"${nextToken}"}`)]);
}

function firstPage(collection: DocumentCollection, query: Query, allowFields: boolean, { behaviour, clock }: ListSettings): Page {
  const fields = allowFields && collection.isSelectable ? readFields(query) : null;
  const range = collection.isDated ? rangeOf(query, behaviour, clock) : EVERYTHING;
  return { range, fields: fields && [...fields], limit: behaviour.documentPageSize, after: null };
}

function rangeOf(query: Query, behaviour: Behaviour, clock: Clock): DocumentRange {
  const { fromMs, toMs } = readDateBounds(query, clock);
  if (behaviour.range === 'instant') return { fromMs, toMs };
  return { fromMs: fromMs - DAY_SLACK_MS, toMs: toMs + DAY_SLACK_MS, days: { from: utcDay(fromMs), to: utcDay(toMs) } };
}

function readCursor(source: Source, collection: DocumentCollection, token: string, { cursorKey }: ListSettings): Page {
  const cursor = cursorSchema.safeParse(openCursor(cursorKey, token));
  if (!cursor.success || cursor.data[0] !== source.name || cursor.data[1] !== collection.name) throw badCursor();
  const [, , range, fields, limit, after] = cursor.data;
  return { range, fields, limit, after };
}

/** 400 for a cursor that was altered, or made for another list. */
export function badCursor(): ApiError {
  return new ApiError(400, 'Invalid next_token.');
}

function select(envelope: Buffer, collection: DocumentCollection, fields: string[]): Body[] {
  const wanted = new Set(['id', collection.timeKey, ...fields]);
  const { data } = JSON.parse(envelope.toString()) as { data: Body[] };
  return data.map((document) => Object.fromEntries(Object.entries(document).filter(([key]) => wanted.has(key))));
}
