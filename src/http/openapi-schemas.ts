import { z } from 'zod';
import type { Collection } from '../collections/define.js';
import { models } from '../collections/fields.js';

/** The part of JSON Schema that the contract uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string;
  format?: string;
  minLength?: number;
  enum?: (string | number | boolean | null)[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  title?: string;
  description?: string;
}

const PREFIX = '#/components/schemas/';

/** A reference to the component called `name`. */
export const schemaRef = (name: string): JsonSchema => ({ $ref: PREFIX + name });

/** The same value or null, in the contract's spelling. */
export const orNull = (...schemas: JsonSchema[]): JsonSchema => ({ anyOf: [...schemas, { type: 'null' }] });

/** The envelope of a list: its component's name without what it holds, and the keys that are always there. */
const envelopes = {
  document: { name: 'MultiDocumentResponse', required: ['data', 'next_token'] },
  series: { name: 'TimeSeriesResponse', required: ['data'] },
} as const;

/** A collection that is served as a list. */
export type ListedCollection = Exclude<Collection, { kind: 'profile' }>;

/** The body of a list: whole models, or plain objects where `fields` has left some properties out. */
export function listSchema(collection: ListedCollection): JsonSchema {
  const { name } = envelopes[collection.kind];
  return { anyOf: [schemaRef(`${name}_${collection.model}_`), schemaRef(`${name}Dict`)] };
}

/** The components that `roots` (any part of an OpenAPI document) refers to, directly or through others, by name. */
export function componentsFor(collections: readonly Collection[], roots: unknown): Record<string, JsonSchema> {
  const known = { ...modelSchemas(), ...envelopeSchemas(collections), ...errorSchemas };
  const found: Record<string, JsonSchema> = {};
  const visit = (part: unknown) => {
    for (const name of referencedNames(part)) {
      if (name in found) continue;
      found[name] = known[name] as JsonSchema;
      visit(found[name]);
    }
  };
  visit(roots);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function referencedNames(part: unknown): string[] {
  return Array.from(JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g), (match) => match[1] as string);
}

function modelSchemas(): Record<string, JsonSchema> {
  const uri = (id: string) => PREFIX + id;
  const written = z.toJSONSchema(models, { uri, io: 'input', target: 'draft-2020-12', unrepresentable: 'any', override: dropRefinements });
  const schemas: Record<string, JsonSchema> = JSON.parse(JSON.stringify(written.schemas), respell);
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, { ...schema, title: name }]));
}

/** Leaves out what the contract does not say: how input is bounded and completed here. */
function dropRefinements({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  for (const key of ['default', 'pattern', 'minimum', 'maximum', 'additionalProperties']) delete jsonSchema[key];
}

/** Brings what zod writes after its overrides have run into the contract's spelling: `type: [a, b]` becomes `anyOf`. */
function respell(key: string, value: unknown): unknown {
  if (key === '$schema' || key === '$id') return undefined;
  if (typeof value !== 'object' || value === null || !('type' in value) || !Array.isArray(value.type)) return value;
  const { type, ...rest } = value;
  return { ...rest, anyOf: type.map((name) => ({ type: name })) };
}

function envelopeSchemas(collections: readonly Collection[]): Record<string, JsonSchema> {
  const schemas: Record<string, JsonSchema> = {};
  for (const collection of collections) {
    if (collection.kind === 'profile') continue;
    const { name, required } = envelopes[collection.kind];
    const envelope = (title: string, items: JsonSchema): JsonSchema => ({
      type: 'object',
      properties: { data: { type: 'array', items }, next_token: orNull({ type: 'string' }) },
      required: [...required],
      title,
    });
    schemas[`${name}_${collection.model}_`] = envelope(`${name}[${collection.model}]`, schemaRef(collection.model));
    schemas[`${name}Dict`] = envelope(`${name}Dict`, { type: 'object', additionalProperties: true });
  }
  return schemas;
}

const errorSchemas: Record<string, JsonSchema> = {
  HTTPValidationError: {
    type: 'object',
    properties: { detail: { type: 'array', items: schemaRef('ValidationError') } },
    title: 'HTTPValidationError',
  },
  ValidationError: {
    type: 'object',
    properties: {
      loc: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'integer' }] } },
      msg: { type: 'string' },
      type: { type: 'string' },
    },
    required: ['loc', 'msg', 'type'],
    title: 'ValidationError',
  },
};
