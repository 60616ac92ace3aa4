import type { OpenApiDocument, OpenApiOperation, OpenApiResponse } from './openapi.js';
import type { OpenApiParameter } from './openapi-parameters.js';
import { type JsonSchema, schemaRef } from './openapi-schemas.js';
import './webhook-models.js';

const BASE = '/v2/webhook/subscription';
const UNKNOWN = { 403: { description: 'Webhook with specified id does not exist.' } };

const id: OpenApiParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
const one = json(schemaRef('WebhookSubscriptionModel'));
const invalid = { 422: { description: 'Something in the request cannot be used.', content: json(schemaRef('HTTPValidationError')) } };

/** The headers that authorize calls about subscriptions. */
export const webhookSecurity = {
  ClientIdAuth: { type: 'apiKey', in: 'header', name: 'x-client-id' },
  ClientSecretAuth: { type: 'apiKey', in: 'header', name: 'x-client-secret' },
};

/** The six operations of subscriptions. Wrong credentials get 401, a pair that is taken 409; the contract names neither. */
export const webhookPaths: OpenApiDocument['paths'] = {
  [BASE]: {
    get: operation('list', `${BASE}_get`, { 200: { description: 'All of the app.', content: json(list()) } }),
    post: operation(
      'create',
      `${BASE}_post`,
      { 201: { description: 'Made, after the handshake.', content: one }, ...invalid },
      { body: 'CreateWebhookSubscriptionRequest' },
    ),
  },
  [`${BASE}/{id}`]: {
    get: about('get', 'get', { 200: { description: 'The subscription.', content: one } }),
    put: about('update', 'put', { 200: { description: 'Changed.', content: one } }, 'UpdateWebhookSubscriptionRequest'),
    delete: about('delete', 'delete', { 204: { description: 'It is gone.' } }),
  },
  [`${BASE}/renew/{id}`]: {
    put: operation(
      'renew',
      `${BASE}_renew__id__put`,
      { 200: { description: 'It lives for another 90 days.', content: one }, ...UNKNOWN, ...invalid },
      { parameters: [id] },
    ),
  },
};

function list(): JsonSchema {
  return { type: 'array', items: schemaRef('WebhookSubscriptionModel') };
}

function about(verb: string, method: string, answers: Record<string, OpenApiResponse>, body?: string): OpenApiOperation {
  const more = body === undefined ? { parameters: [id] } : { parameters: [id], body };
  return operation(verb, `${BASE}__id__${method}`, { ...answers, ...UNKNOWN, ...invalid }, more);
}

function operation(
  verb: string,
  path: string,
  responses: Record<string, OpenApiResponse>,
  { parameters, body }: { parameters?: OpenApiParameter[]; body?: string } = {},
): OpenApiOperation {
  const noun = verb === 'list' ? 'subscriptions' : 'subscription';
  return {
    tags: ['Webhook Subscription Routes'],
    summary: `${verb.charAt(0).toUpperCase()}${verb.slice(1)} Webhook ${noun === 'subscriptions' ? 'Subscriptions' : 'Subscription'}`,
    operationId: `${verb}_webhook_${noun}${path.replaceAll('/', '_')}`,
    ...(parameters ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: json(schemaRef(body)) } } : {}),
    responses,
    security: [{ ClientIdAuth: [], ClientSecretAuth: [] }],
  };
}
