import { type Kysely, type RawBuilder, sql } from 'kysely';
import { kindOf } from './engine.js';
import type { Tables } from './tables.js';

/** The condition that a whole number is one of these. They are one value, so that the statement stays the same however many there are. */
export function among(db: Kysely<Tables>, numbers: readonly number[]): RawBuilder<boolean> {
  if (kindOf(db) === 'postgres') return sql`= any(${numbers}::bigint[])`;
  return sql`in (select value from json_each(${JSON.stringify(numbers)}))`;
}
