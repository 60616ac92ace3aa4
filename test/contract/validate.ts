import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { collections } from '../../src/collections/index.js';
import { createOpenApi, type Method, type OpenApiDocument } from '../../src/http/openapi.js';
import type { JsonSchema } from '../../src/http/openapi-schemas.js';

/** Tells whether answers are what a contract says. */
export interface ContractValidator {
  /** What is wrong with the JSON body answered to a request of `url` (path and query); empty where nothing is. */
  check(url: string, status: number, body: unknown, method?: Method): string[];
}

/** Checks answers against the OpenAPI document of the declared collections. */
export function createContractValidator(): ContractValidator {
  return createValidator(createOpenApi(collections));
}

/**
 * Checks answers against `document`. In a success no model may have a key beyond the contract; a list must hold whole models unless its URL
 * asks for `fields`.
 */
export function createValidator(document: OpenApiDocument): ContractValidator {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  ajv.addFormat('uuid4', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  ajv.addSchema({ $id: 'closed', $defs: definitions(document, 'closed') });
  ajv.addSchema({ $id: 'open', $defs: definitions(document, 'open') });
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (reference: string) => {
    const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, validate);
    return validate;
  };
  return {
    check(url, status, body, method = 'get') {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const withName = (name: string) => document.paths[pathname.replace(/[^/]+$/, name)];
      const operation = (document.paths[pathname] ?? withName('{document_id}') ?? withName('{id}'))?.[method];
      if (!operation) return [`${pathname} is not a path of the contract`];
      const answer = operation.responses[status];
      if (!answer) return [`${pathname} does not answer ${status} by the contract`];
      if (!answer.content) return [];
      const { $ref, anyOf, type, items } = answer.content['application/json'].schema;
      if (type === 'array' && !Array.isArray(body)) return ['/ must be array'];
      const [whole, selected] = anyOf ?? [{ $ref: $ref ?? items?.$ref }];
      const asked = searchParams.get('fields') ? (selected ?? whole) : whole;
      const validate = validatorOf(relocated(String(asked?.$ref), status < 300 ? 'closed' : 'open'));
      const values: unknown[] = type === 'array' ? (body as unknown[]) : [body];
      return values.flatMap((value) => (validate(value) ? [] : (validate.errors ?? []).map(readable)));
    },
  };
}

const relocated = (reference: string, id: string) => reference.replace('#/components/schemas/', `${id}#/$defs/`);

/** The document's components in the form ajv takes in strict mode: only JSON Schema, and closed to further keys where told so. */
function definitions(document: OpenApiDocument, id: 'open' | 'closed'): Record<string, JsonSchema> {
  return JSON.parse(JSON.stringify(document.components.schemas), (key, value) => {
    if (key.startsWith('x-')) return undefined;
    if (key === '$ref') return relocated(value, id);
    const isModel = value?.type === 'object' && value.properties !== undefined;
    return isModel && id === 'closed' ? { ...value, additionalProperties: false } : value;
  });
}

function readable({ instancePath, message, params }: ErrorObject): string {
  const detail = Object.values(params).flat().join(', ');
  return `${instancePath || '/'} ${message}${message?.includes(detail) ? '' : ` (${detail})`}`;
}
