import type { CircletOptions } from '../../src/server.js';
import { type OAuthServer, startOAuthServer, type TestApp } from '../oauth/oauth-server.js';
import { put } from '../support/answers.js';
import { type Row, sampleDocument } from '../support/sample-documents.js';

/** A subscription as on the wire. */
export interface WireSubscription {
  id: string;
  callback_url: string;
  event_type: string;
  data_type: string;
  expiration_time: string;
}

/** A delivery as the admin API tells it. */
export interface WireDelivery {
  id: number;
  state: string;
  attempts: number;
  due_at: string;
  event: Record<string, string>;
  history: { at: string; status: number | null; error: string | null; answer: string | null }[];
}

export type WebhookServer = Awaited<ReturnType<typeof startWebhookServer>>;

/** A frozen server with an app that everything is allowed, and short ways to subscriptions. */
export async function startWebhookServer(options: CircletOptions = {}) {
  const server: OAuthServer = await startOAuthServer(options);
  const user = await server.addUser();
  const app = await server.addApp();
  const token = (await server.pairFor(app)).access_token;

  const ask = (method: string, path: string, body?: unknown, { id, secret }: TestApp = app) =>
    fetch(`${server.url}/v2/webhook/subscription${path}`, {
      method,
      headers: { 'x-client-id': id, 'x-client-secret': secret, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const subscribe = async (url: string, eventType = 'create', dataType = 'daily_sleep', by = app): Promise<WireSubscription> => {
    const body = { callback_url: url, verification_token: 'v', event_type: eventType, data_type: dataType };
    const response = await ask('POST', '', body, by);
    const made = (await response.json()) as WireSubscription;
    if (response.status !== 201) throw new Error(`${response.status} ${JSON.stringify(made)}`);
    return made;
  };
  const write = (day: string, changes: Row = {}, collection = 'daily_sleep', userId = user.id) =>
    put(server, userId, collection, sampleDocument(collection, day, changes));
  const remove = (id: string, collection = 'daily_sleep') => server.admin('DELETE', `/users/${user.id}/documents/${collection}/${id}`);
  const advance = (seconds: number) => server.admin('POST', '/clock', { advance: seconds });
  const log = async (query = ''): Promise<WireDelivery[]> =>
    ((await (await server.admin('GET', `/deliveries${query}`)).json()) as { deliveries: WireDelivery[] }).deliveries;
  return { ...server, user, app, token, ask, subscribe, write, remove, advance, log, settle: () => server.deliveries.settle() };
}
