import { z } from 'zod';
import { dayNumber, readInstant, utcDay } from '../lib/dates.js';
import { integer, metadata, model, nullable, utcDateTime } from './fields.js';

/** Scopes a token can carry, in the bare spelling. The second line is given to partners only by the real service. */
export const SCOPES = [
  ...['email', 'personal', 'daily', 'heartrate', 'workout', 'tag', 'session', 'spo2', 'ring_configuration', 'stress', 'heart_health'],
  ...['reproductive_cycle', 'metabolic', 'pregnancy', 'research', 'biomarkers'],
] as const;
export type Scope = (typeof SCOPES)[number];

interface Common {
  /** The word on the wire: in paths, in the ledger, on the command line. */
  name: string;
  /** The OpenAPI tag without its ` Routes`. */
  title: string;
  /** Name of the OpenAPI component of one document or row. */
  model: string;
  /** Any one of these scopes opens the collection; the first is named in refusals. */
  scopes: readonly [Scope, ...Scope[]];
  /** Path words; the first is the contract's, the others are aliases. */
  paths: readonly [string, ...string[]];
  /** Name of the file in an account export, lower case without underscores. */
  exportName: string;
}

/** Dated documents with an id: list, single document and both sandbox twins. */
export interface DocumentCollection extends Common {
  kind: 'document';
  /** Validates and completes one document, `id` and `meta` left out; its key order is the order on the wire. */
  body: z.ZodObject;
  /** Whether the model carries `meta`. */
  hasMeta: boolean;
  /** Whether the list takes `start_date` and `end_date`. */
  isDated: boolean;
  /** Whether `fields` selects; otherwise all fields are returned whatever is asked. */
  isSelectable: boolean;
  /** The key returned besides `id` however `fields` is set. */
  timeKey: string;
  /** Whether a day has at most one document. */
  isOnePerDay: boolean;
  /** Whether documents are thousands of characters long. */
  isBulky: boolean;
  /** The properties of which the first that is set is the document's place in time; a plain date means 00:00 UTC of it. */
  instantKeys: readonly string[];
  /** The instant compared with both bounds of a range, in milliseconds. */
  instantOf(body: Body): number;
  /** The local day the document belongs to, in days since 1970-01-01. */
  dayOf(body: Body): number;
  /** What makes two documents without an id the same one. */
  naturalKeyOf(body: Body): string;
  /** The word for this collection in webhooks. */
  dataType: string;
}

/** Samples in time, one row per timestamp: list and sandbox twin. */
export interface SeriesCollection extends Common {
  kind: 'series';
  row: z.ZodObject;
  columns: readonly SeriesColumn[];
}

/** One object per user: personal_info. */
export interface ProfileCollection extends Common {
  kind: 'profile';
  body: z.ZodObject;
  /** The scope that opens each property; those not named are open to any token. */
  scopeOf: Readonly<Record<string, Scope>>;
}

export type Collection = DocumentCollection | SeriesCollection | ProfileCollection;

/** A document without `id` and `meta`. */
export type Body = Record<string, unknown>;

/** A column of a series besides its timestamp. Stored as whole numbers: the value itself, or its place among the choices. */
export type SeriesColumn = { name: string } & ({ type: 'integer' } | { type: 'choice'; choices: readonly (string | boolean | null)[] });

interface DocumentOptions {
  name: string;
  title: string;
  model: string;
  scope: Scope;
  /** Properties in wire order, without `id` and `meta`. */
  fields: Record<string, z.ZodType>;
  /** See `instantKeys`. */
  instant: readonly [string, ...string[]];
  /** The property with the local day; without it, the UTC day of the instant. */
  day?: string;
  timeKey?: string;
  hasMeta?: boolean;
  isDated?: boolean;
  isSelectable?: boolean;
  isOnePerDay?: boolean;
  isBulky?: boolean;
  /** Properties that tell apart documents of the same instant. */
  distinguishedBy?: readonly string[];
  pathAliases?: readonly string[];
  exportName?: string;
  dataType?: string;
}

/** Declares a document collection; everything the server does with it follows from this. */
export function defineDocument(options: DocumentOptions): DocumentCollection {
  const { name, hasMeta = true, isOnePerDay = false, day, distinguishedBy = [] } = options;
  const body = z.object(options.fields);
  const id = hasMeta ? z.string().min(1) : z.string();
  model(options.model, z.object({ id, ...(hasMeta ? { meta: metadata } : {}), ...options.fields }));
  const instantOf = (value: Body) => instantIn(options.instant.map((key) => value[key]));
  const dayOf = (value: Body) => (day === undefined ? utcDay(instantOf(value)) : (dayNumber(value[day] as string) as number));
  return {
    kind: 'document',
    name,
    title: options.title,
    model: options.model,
    scopes: [options.scope],
    paths: [name, ...(options.pathAliases ?? [])],
    exportName: options.exportName ?? exportName(name),
    body,
    hasMeta,
    isDated: options.isDated ?? true,
    isSelectable: options.isSelectable ?? true,
    timeKey: options.timeKey ?? day ?? 'id',
    isOnePerDay,
    isBulky: options.isBulky ?? false,
    instantKeys: options.instant,
    instantOf,
    dayOf,
    naturalKeyOf: (value) =>
      isOnePerDay ? String(dayOf(value)) : JSON.stringify([instantOf(value), ...distinguishedBy.map((key) => value[key])]),
    dataType: options.dataType ?? name,
  };
}

function instantIn(candidates: unknown[]): number {
  const text = candidates.find((value) => typeof value === 'string');
  if (text === undefined) return 0;
  return (readInstant(text as string) as { ms: number }).ms;
}

interface SeriesOptions {
  name: string;
  title: string;
  model: string;
  scopes: readonly [Scope, ...Scope[]];
  columns: readonly SeriesColumn[];
  /** Components for columns whose choices have a name of their own in the contract. */
  named?: Record<string, string>;
}

/** Declares a series; timestamps are its key. */
export function defineSeries(options: SeriesOptions): SeriesCollection {
  const { name, title, scopes, columns, named = {} } = options;
  const fields = Object.fromEntries(columns.map((column) => [column.name, columnSchema(column, named[column.name])]));
  const row = model(options.model, z.object({ timestamp: utcDateTime, timestamp_unix: integer(), ...fields }));
  return { kind: 'series', name, title, model: options.model, scopes, paths: [name], exportName: exportName(name), row, columns };
}

function columnSchema(column: SeriesColumn, component: string | undefined): z.ZodType {
  if (column.type === 'integer') return integer();
  const words = column.choices.filter((choice) => typeof choice === 'string');
  const schema = words.length > 0 ? z.enum(words) : z.boolean();
  if (component) model(component, schema);
  return column.choices.includes(null) ? nullable(schema) : schema;
}

interface ProfileOptions {
  name: string;
  title: string;
  model: string;
  fields: Record<string, z.ZodType>;
  scopeOf: Record<string, Scope>;
}

/** Declares the one object a user has. */
export function defineProfile(options: ProfileOptions): ProfileCollection {
  const { name, title, fields, scopeOf } = options;
  const body = model(options.model, z.object({ id: z.string(), ...fields }));
  const scopes = ['personal', 'email'] as const;
  return { kind: 'profile', name, title, model: options.model, scopes, paths: [name], exportName: exportName(name), body, scopeOf };
}

const exportName = (name: string) => name.replaceAll('_', '').toLowerCase();
