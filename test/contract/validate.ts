import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { collections } from '../../src/collections/index.js';
import { createOpenApi, type OpenApiDocument } from '../../src/http/openapi.js';
import type { JsonSchema } from '../../src/http/openapi-schemas.js';

/** Tells whether answers are what a contract says. */
export interface ContractValidator {
  /** What is wrong with the JSON body answered to a GET of `url` (path and query); empty where nothing is. */
  check(url: string, status: number, body: unknown): string[];
}

/** Checks answers against the OpenAPI document of the declared collections. */
export function createContractValidator(): ContractValidator {
  return createValidator(createOpenApi(collections));
}

/**
 * Checks answers against `document`. In a 200 no model may have a key beyond the contract; a list must hold whole models unless its URL
 * asks for `fields`.
 */
export function createValidator(document: OpenApiDocument): ContractValidator {
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'closed', $defs: definitions(document, 'closed') });
  ajv.addSchema({ $id: 'open', $defs: definitions(document, 'open') });
  const compiled = new Map<string, ValidateFunction>();
  const validatorOf = (reference: string) => {
    const validate = compiled.get(reference) ?? ajv.compile({ $ref: reference });
    compiled.set(reference, validate);
    return validate;
  };
  return {
    check(url, status, body) {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const operation = document.paths[pathname] ?? document.paths[pathname.replace(/[^/]+$/, '{document_id}')];
      if (!operation) return [`${pathname} is not a path of the contract`];
      const answer = operation.get.responses[status];
      if (!answer) return [`${pathname} does not answer ${status} by the contract`];
      if (!answer.content) return [];
      const { $ref, anyOf } = answer.content['application/json'].schema;
      const [whole, selected] = anyOf ?? [{ $ref }];
      const asked = searchParams.get('fields') ? (selected ?? whole) : whole;
      const validate = validatorOf(relocated(String(asked?.$ref), status === 200 ? 'closed' : 'open'));
      return validate(body) ? [] : (validate.errors ?? []).map(readable);
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
