import type { OpenApiDocument, OpenApiOperation } from '../../src/http/openapi.js';
import type { JsonSchema } from '../../src/http/openapi-schemas.js';
import { models, operations, parameters } from './facts.js';

/** What an OpenAPI document says, in the notation of `facts.ts`. */
export interface Facts {
  operations: Record<string, { parameters: string[]; body: string; answers: Record<string, string> }>;
  /** For each component the operations refer to: its properties, or what else it is. */
  models: Record<string, string[]>;
}

/** The facts of the operations of `document` and of the components they refer to. */
export function factsOf(document: OpenApiDocument): Facts {
  const facts: Facts = { operations: {}, models: {} };
  const visit = (part: unknown) => {
    for (const [, name] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || name in facts.models) continue;
      const schema = document.components.schemas[name];
      if (schema === undefined) throw new Error(`there is no component ${name}`);
      facts.models[name] = modelFacts(schema);
      visit(schema);
    }
  };
  for (const [name, operation] of operationsOf(document)) {
    facts.operations[name] = operationFacts(operation);
    visit([operation.parameters ?? [], operation.requestBody ?? null, operation.responses]);
  }
  return facts;
}

/** The operations of a document by path, with the method in front where it is not GET. */
export function operationsOf({ paths }: OpenApiDocument): [name: string, OpenApiOperation][] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, OpenApiOperation] => [
      method === 'get' ? path : `${method.toUpperCase()}:${path}`,
      operation,
    ]),
  );
}

function operationFacts(operation: OpenApiOperation): Facts['operations'][string] {
  return {
    parameters: (operation.parameters ?? []).map(
      ({ name, in: place, required, schema }) => `${name}${required ? '' : '?'}: ${place} ${notation(schema)}`,
    ),
    body: operation.requestBody?.required ? notation(operation.requestBody.content['application/json'].schema) : '',
    answers: Object.fromEntries(
      Object.entries(operation.responses).map(([status, { content }]) => [
        status,
        content ? notation(content['application/json'].schema) : '',
      ]),
    ),
  };
}

function modelFacts(schema: JsonSchema): string[] {
  const { properties, required = [], ...rest } = withoutProse(schema);
  if (properties === undefined) return [notation(schema)];
  if (rest.type !== 'object' || Object.keys(rest).length > 1) throw new Error(`no notation for ${JSON.stringify(rest)}`);
  return Object.entries(properties).map(([name, inner]) => `${name}${required.includes(name) ? '' : '?'}: ${notation(inner)}`);
}

/** One schema in a few words; throws on anything the notation cannot say, so that nothing is overlooked. */
function notation(schema: JsonSchema): string {
  const bare = withoutProse(schema);
  const { $ref, anyOf, type, format, minLength, items = {}, enum: choices, additionalProperties } = bare;
  switch (Object.keys(bare).sort().join(' ')) {
    case '$ref':
      return String($ref).replace('#/components/schemas/', '');
    case 'anyOf':
      return (anyOf ?? []).map(notation).join(' | ');
    case 'type':
      return String(type);
    case 'format type':
      return `${type}(${format})`;
    case 'minLength type':
      return `${type}(minLength ${minLength})`;
    case 'items type':
      return `${type}(${notation(items)})`;
    case 'enum type':
      // In no order: that of an enum means nothing.
      return `${type} in ${[...(choices ?? [])].sort().join(' ')}`;
    case 'additionalProperties type':
      return `${type}(${additionalProperties ? 'anything' : 'nothing'})`;
    default:
      throw new Error(`no notation for ${JSON.stringify(bare)}`);
  }
}

function withoutProse(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'title' && key !== 'description' && !key.startsWith('x-')));
}

/** The facts of the table in `facts.ts`, written out. */
export function expectedFacts(): Facts {
  const facts: Facts = { operations: {}, models: {} };
  for (const group of operations) {
    const otherAnswers = group.otherAnswers
      .split(' ')
      .filter(Boolean)
      .map((answer) => answer.split('='));
    const { success = '200', body: wanted = '' } = group;
    for (const line of linesOf(group.paths)) {
      const [path, ...body] = line.split(' ');
      facts.operations[path as string] = {
        parameters: group.parameters.map((name) => `${name}${parameters[name]}`),
        body: wanted,
        answers: Object.fromEntries([[success, body.join(' ')], ...otherAnswers.map(([status, model = '']) => [status, model])]),
      };
    }
  }
  for (const [name, text] of Object.entries(models)) facts.models[name] = linesOf(text).join(' ').split('; ').map(sortedWords);
  return facts;
}

const linesOf = (text: string) => text.trim().split(/\s*\n\s*/);

const sortedWords = (text: string) => text.replace(/ in ([^|)]+)/, (_, words: string) => ` in ${words.split(' ').sort().join(' ')}`);
