import { z } from 'zod';
import { dayNumber, localDateTime as formatLocal, utcDateTime as formatUtc, readInstant } from '../lib/dates.js';

/** Names the schemas that appear as components of the OpenAPI document. */
export const models = z.registry<{ id: string }>();

/** Gives a schema the name of its OpenAPI component. */
export function model<S extends z.ZodType>(id: string, schema: S): S {
  models.add(schema, { id });
  return schema;
}

/** A field that may be null or missing on input and is always written, as null if need be. */
export const nullable = <S extends z.ZodType>(schema: S) => schema.nullable().default(null as never);

/** A whole number. */
export const integer = () => z.int();

/** Any finite number. */
export const number = () => z.number();

/** Any text. */
export const text = () => z.string();

/** A contributor to a score: 1 to 100, null where there is too little history. */
export const contributor = () => nullable(integer());

/** An identifier: any text without quotes, backslashes, control characters and halves of pairs, so that it can stand in JSON as it is. */
export const identifier = z
  .string()
  .min(1)
  .max(200)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
  .regex(/^[^"\\\u0000-\u001f\u007f\ud800-\udfff]+$/u, 'an id has no quotes, backslashes or control characters');

const isDate = (value: string) => dayNumber(value) !== null;

/** `2026-01-02`, as the tag and resilience models declare it. */
export const date = () => z.string().meta({ format: 'date' }).refine(isDate, 'not a calendar date (YYYY-MM-DD)');

/** `2026-01-02`. */
export const isoDate = model('ISODate', z.string().refine(isDate, 'not a calendar date (YYYY-MM-DD)'));

/** Local time with its offset, rewritten to `2026-01-02T03:04:05.000+02:00`. */
export const localizedDateTime = model('LocalizedDateTime', z.string().transform(toLocal));

/** The same in the words of the tag models. */
export const localDateTime = model('LocalDateTime', z.string().transform(toLocal));

const UTC_LENGTH = '2026-01-02T03:04:05.000Z'.length;

/** UTC, rewritten to `2026-01-02T03:04:05.000Z`. */
export const utcDateTime = model(
  'UtcDateTime',
  z.string().transform((value, context) => {
    const instant = readInstant(value);
    const utc = instant && instant.offsetMinutes !== null ? formatUtc(instant.ms) : '';
    // Years outside of 0000 to 9999, which an offset can lead to, have a longer form that is not the wire's.
    if (utc.length === UTC_LENGTH) return utc;
    context.addIssue('not a date-time with a zone, like 2026-01-02T03:04:05Z');
    return z.NEVER;
  }),
);

const WIRE_FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/;

function toLocal(value: string, context: z.RefinementCtx): string {
  const instant = readInstant(value);
  if (instant && WIRE_FORM.test(value)) return value;
  if (instant && instant.offsetMinutes !== null && value.includes(':')) return formatLocal(instant.ms, instant.offsetMinutes);
  context.addIssue('not a date-time with an offset, like 2026-01-02T03:04:05+02:00');
  return z.NEVER;
}

/** Evenly spaced samples: `interval` seconds apart, the first at `timestamp`; null where nothing was measured. */
export const sample = model(
  'PublicSample',
  z.object({
    interval: number(),
    items: model('Array_Union_float__NoneType__Bits64_', z.array(number().nullable())),
    timestamp: localizedDateTime,
  }),
);

/** Readiness contributors, shared by daily_readiness and the readiness inside a sleep. */
export const readinessContributors = model(
  'PublicReadinessContributors',
  z.object({
    activity_balance: contributor(),
    body_temperature: contributor(),
    hrv_balance: contributor(),
    previous_day_activity: contributor(),
    previous_night: contributor(),
    recovery_index: contributor(),
    resting_heart_rate: contributor(),
    sleep_balance: contributor(),
    sleep_regularity: contributor(),
  }),
);

/** Version and time of the last change of a document. */
export const metadata = model('Metadata', z.object({ updated_at: utcDateTime, version: integer() }));
