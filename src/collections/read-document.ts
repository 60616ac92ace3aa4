import type { z } from 'zod';
import type { Body, DocumentCollection } from './define.js';
import { identifier, metadata } from './fields.js';

/** Something wrong with a value: where (keys and indices from the value's root), what, and the value itself. */
export interface Issue {
  type: string;
  path: (string | number)[];
  message: string;
  input: unknown;
}

/** A valid document in the form the ledger compares and stores. */
export interface ReadDocument {
  /** The id it brought, or null. */
  id: string | null;
  /** Its place in time, ms since the Unix epoch. */
  instantMs: number;
  /** Its local day, days since 1970-01-01. */
  day: number;
  /** What identifies it where it brought no id. */
  naturalKey: string;
  /** Its JSON text without `id`, `meta` and the opening brace: `"contributors":{…},…}`. */
  text: string;
  /** How many properties are not null, nested ones and samples counted. */
  richness: number;
  /** Version and time of change it brought, as an exported document does; null leaves both to the ledger. */
  meta: { updatedAt: string; version: number } | null;
}

export type Reading<T> = { ok: true; value: T } | { ok: false; issues: Issue[] };

/**
 * Validates and completes one document: unknown keys are dropped, missing nullable ones written as null, timestamps brought into the
 * wire form.
 */
export function readDocument(collection: DocumentCollection, input: unknown): Reading<ReadDocument> {
  const parsed = collection.body.safeParse(input);
  if (!parsed.success) return { ok: false, issues: issuesOf(parsed.error, input) };
  const givenId = (input as Body).id ?? null;
  if (givenId !== null) {
    const id = identifier.safeParse(givenId);
    if (!id.success) return { ok: false, issues: issuesOf(id.error, givenId, ['id']) };
  }
  const body = parsed.data as Body;
  return {
    ok: true,
    value: {
      id: givenId as string | null,
      instantMs: collection.instantOf(body),
      day: collection.dayOf(body),
      naturalKey: collection.naturalKeyOf(body),
      text: JSON.stringify(body).slice(1),
      richness: richnessOf(body),
      meta: collection.hasMeta ? metaOf((input as Body).meta) : null,
    },
  };
}

/** A document that our own code has made whole, in the order of the wire and with an id: taken as valid, as tests show it to be. */
export function ownDocument(collection: DocumentCollection, id: string, body: Body, meta: ReadDocument['meta']): ReadDocument {
  return {
    id,
    instantMs: collection.instantOf(body),
    day: collection.dayOf(body),
    naturalKey: id,
    text: JSON.stringify(body).slice(1),
    richness: richnessOf(body),
    meta,
  };
}

function metaOf(input: unknown): ReadDocument['meta'] {
  if (input === undefined) return null;
  const meta = metadata.safeParse(input);
  return meta.success ? { updatedAt: meta.data.updated_at, version: meta.data.version } : null;
}

/** How many properties hold something: the measure by which an import never replaces a rich document with a poor one. */
export function richnessOf(value: unknown): number {
  if (value === null || value === undefined || value === '') return 0;
  if (Array.isArray(value)) return value.length === 0 ? 0 : 1;
  if (typeof value !== 'object') return 1;
  let sum = 0;
  for (const inner of Object.values(value)) sum += richnessOf(inner);
  return sum;
}

/** The issues of a failed validation, with the offending values looked up in the input. */
export function issuesOf(error: z.ZodError, input: unknown, prefix: (string | number)[] = []): Issue[] {
  return error.issues.map((issue) => {
    const path = issue.path as (string | number)[];
    const at = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], input);
    const isMissing = at === undefined && path.length > 0;
    return {
      type: isMissing ? 'missing' : issue.code,
      path: [...prefix, ...path],
      message: isMissing ? 'Field required' : issue.message,
      input: isMissing ? input : at,
    };
  });
}
