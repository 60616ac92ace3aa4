import { type JsonSchema, type ListedCollection, orNull } from './openapi-schemas.js';

/** A parameter of an operation. */
export interface OpenApiParameter {
  name: string;
  in: 'query' | 'path';
  required: boolean;
  schema: JsonSchema;
  description?: string;
}

/** The parameters of a list in the contract's order, which clients generated from it keep. */
export function listParameters(collection: ListedCollection, isSandbox: boolean): OpenApiParameter[] {
  if (collection.kind === 'series') return [...bounds('datetime', [dateTime]), nextToken, ...(isSandbox ? [] : [latest, fields(true)])];
  const selection = isSandbox ? [] : [fields(collection.isSelectable)];
  return collection.isDated ? [...bounds('date', [dateTime, date]), nextToken, ...selection] : [...selection, nextToken];
}

const dateTime: JsonSchema = { type: 'string', format: 'date-time' };
const date: JsonSchema = { type: 'string', format: 'date' };

const bounds = (suffix: string, schemas: JsonSchema[]) => [
  query(`start_${suffix}`, schemas, 'Beginning of the range, itself included. Without an offset it is UTC; a bare date is its midnight.'),
  query(`end_${suffix}`, schemas, 'End of the range, itself included; read like the beginning.'),
];
const nextToken = query('next_token', [{ type: 'string' }], 'Continues a list where the answer that gave this token ended.');
const latest = query('latest', [{ type: 'boolean' }], 'With `true`, the newest row alone, whatever the range.');
const fields = (isSelectable: boolean) =>
  query(
    'fields',
    [{ type: 'string' }],
    isSelectable ? 'Properties to return, separated by commas; all by default.' : 'Has no effect here.',
  );

/** The path parameter of a single document. */
export const documentId: OpenApiParameter = { name: 'document_id', in: 'path', required: true, schema: { type: 'string' } };

function query(name: string, schemas: JsonSchema[], description: string): OpenApiParameter {
  return { name, in: 'query', required: false, schema: orNull(...schemas), description };
}
