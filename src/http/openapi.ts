import type { Collection } from '../collections/define.js';
import { documentId, listParameters, type OpenApiParameter } from './openapi-parameters.js';
import { componentsFor, type JsonSchema, listSchema, schemaRef } from './openapi-schemas.js';
import { webhookPaths, webhookSecurity } from './openapi-webhooks.js';

/** An answer to a request; without `content` its body is not specified. */
export interface OpenApiResponse {
  description: string;
  content?: { 'application/json': { schema: JsonSchema } };
}

/** What a method of a path does. */
export interface OpenApiOperation {
  tags: string[];
  summary: string;
  description?: string;
  operationId: string;
  parameters?: OpenApiParameter[];
  requestBody?: { required: boolean; content: { 'application/json': { schema: JsonSchema } } };
  responses: Record<string, OpenApiResponse>;
  security: Record<string, string[]>[];
}

export type Method = 'get' | 'post' | 'put' | 'delete';

/** An OpenAPI 3.1 document of the data routes and those of subscriptions. */
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  servers?: { url: string }[];
  paths: Record<string, Partial<Record<Method, OpenApiOperation>>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes?: Record<string, unknown> };
}

/** Describes the data routes of `collections` and the subscriptions to them; `serverUrl` is the address they are served at. */
export function createOpenApi(collections: readonly Collection[], { serverUrl }: { serverUrl?: string } = {}): OpenApiDocument {
  const data = Object.fromEntries(collections.flatMap(operationsOf).map(([path, get]) => [path, { get }]));
  const paths = { ...data, ...webhookPaths };
  return {
    openapi: '3.1.0',
    info: { title: 'Circlet', version: '2.0' },
    ...(serverUrl === undefined ? {} : { servers: [{ url: serverUrl }] }),
    paths,
    components: { schemas: componentsFor(collections, paths), securitySchemes: securitySchemes(collections) },
  };
}

function operationsOf(collection: Collection): [path: string, OpenApiOperation][] {
  const [word] = collection.paths;
  if (collection.kind === 'profile') {
    const label = `Single ${collection.title} Document`;
    return [operation(collection, { label, path: `/v2/usercollection/${word}`, parameters: [], body: schemaRef(collection.model) })];
  }
  return [false, true].flatMap((isSandbox) => {
    const base = isSandbox ? `/v2/sandbox/usercollection/${word}` : `/v2/usercollection/${word}`;
    const prefix = isSandbox ? 'Sandbox - ' : '';
    const list = { label: `${prefix}Multiple ${word} Documents`, path: base, body: listSchema(collection), isSandbox };
    const operations = [operation(collection, { ...list, parameters: listParameters(collection, isSandbox) })];
    if (collection.kind === 'document') {
      const single = { label: `${prefix}Single ${word} Document`, path: `${base}/{document_id}`, body: schemaRef(collection.model) };
      operations.push(operation(collection, { ...single, parameters: [documentId], isSandbox }));
    }
    return operations;
  });
}

interface Route {
  /** The name FastAPI would derive the operation's id from. */
  label: string;
  path: string;
  parameters: OpenApiParameter[];
  body: JsonSchema;
  isSandbox?: boolean;
}

function operation(collection: Collection, route: Route): [path: string, OpenApiOperation] {
  const { label, path, parameters, body, isSandbox = false } = route;
  const operation: OpenApiOperation = {
    tags: [isSandbox ? 'Sandbox Routes' : `${collection.title} Routes`],
    summary: titleCase(label),
    description: isSandbox ? 'Invented data, the same for every caller. Any token will do.' : access(collection),
    operationId: `${label}${path}_get`.replace(/\W/g, '_'),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: responses(parameters, body),
    security: [{ BearerAuth: [] }, { OAuth2: [] }],
  };
  return [path, operation];
}

function access({ kind, scopes }: Collection): string {
  const words = scopes.map((scope) => `\`${scope}\``).join(' or ');
  return kind === 'profile' ? `Any token opens it; what takes the scope ${words} is null without.` : `Opened by the scope ${words}.`;
}

/** `vO2_max` becomes `Vo2 Max`. */
function titleCase(text: string): string {
  return text.replaceAll('_', ' ').replace(/\w+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}

function responses(parameters: OpenApiParameter[], body: JsonSchema): Record<string, OpenApiResponse> {
  const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
  return {
    200: { description: 'What was asked for.', content: json(body) },
    400: { description: 'The bounds are the wrong way round, or `next_token` was not given out here.' },
    401: { description: 'No token, one that is not valid (any more), or one without the scope.' },
    403: { description: "The wearer's membership has lapsed." },
    ...(parameters.includes(documentId) ? { 404: { description: 'No document has this id.' } } : {}),
    ...(parameters.length > 0
      ? { 422: { description: 'A parameter cannot be read.', content: json(schemaRef('HTTPValidationError')) } }
      : {}),
    429: { description: 'Too many requests: `Retry-After` says how many seconds to wait.' },
  };
}

/** URLs are relative to the server. Each scope is described by what it opens. */
function securitySchemes(collections: readonly Collection[]): Record<string, unknown> {
  const opened = new Map<string, string[]>();
  for (const { scopes, title } of collections) for (const scope of scopes) opened.set(scope, [...(opened.get(scope) ?? []), title]);
  const scopes = Object.fromEntries(Array.from(opened, ([scope, titles]) => [scope, titles.join(', ')]));
  const authorizationUrl = '/oauth/authorize';
  const tokenUrl = '/oauth/token';
  return {
    BearerAuth: { type: 'http', scheme: 'bearer' },
    OAuth2: {
      type: 'oauth2',
      flows: { authorizationCode: { authorizationUrl, tokenUrl, refreshUrl: tokenUrl, scopes }, implicit: { authorizationUrl, scopes } },
    },
    ...webhookSecurity,
  };
}
