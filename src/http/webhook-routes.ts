import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { isSecret } from '../oauth/app-secrets.js';
import type { App } from '../storage/apps.js';
import type { Subscription } from '../storage/subscriptions.js';
import { wholeSeconds } from '../webhooks/event-body.js';
import {
  changeSubscribed,
  renewSubscribed,
  requireSubscription,
  type SubscribeContext,
  SubscriptionError,
  subscribe,
  unsubscribe,
} from '../webhooks/subscribe.js';
import { readBody } from './admin/body.js';
import type { Behaviour } from './behaviour.js';
import { ApiError, badBody } from './errors.js';
import { createSubscriptionRequest, type subscriptionModel, updateSubscriptionRequest } from './webhook-models.js';

const MAXIMUM_BODY_BYTES = 64 * 1024;

/** `/v2/webhook/subscription`: what apps are told, authorized by `x-client-id` and `x-client-secret` alone. */
export function createWebhookRoutes(options: SubscribeContext & { behaviour: Behaviour }): Hono {
  const answering = answeringBy(options.behaviour);
  const app = new Hono({ strict: false }).basePath('/v2/webhook/subscription');
  const onError = () => {
    throw new ApiError(413, `The body is larger than ${MAXIMUM_BODY_BYTES} bytes.`);
  };
  const authenticate = (context: Context) => requireApp(options, context);
  app.use('*', bodyLimit({ maxSize: MAXIMUM_BODY_BYTES, onError }));
  app.get('/', async (context) => {
    const { appNo } = await authenticate(context);
    return context.json((await options.store.subscriptions.list(appNo)).map(shown));
  });
  app.post('/', async (context) => {
    const caller = await authenticate(context);
    const { callback_url, verification_token, event_type, data_type } = await readBody(context, createSubscriptionRequest);
    const request = { callbackUrl: callback_url, verificationToken: verification_token, eventType: event_type, dataType: data_type };
    return context.json(shown(await answering(context, () => subscribe(options, caller, request))), 201);
  });
  app.get('/:id', async (context) => {
    const caller = await authenticate(context);
    return context.json(shown(await answering(context, () => requireSubscription(options, caller, context.req.param('id')))));
  });
  // One route for both: beside `:id`, the quick router takes no word in its place.
  app.put('/:target{(?:renew/)?[^/]+}', async (context) => {
    const caller = await authenticate(context);
    const target = context.req.param('target');
    const renewed = /^renew\/(.+)$/s.exec(target)?.[1];
    if (renewed !== undefined) return context.json(shown(await answering(context, () => renewSubscribed(options, caller, renewed))));
    const body = await readBody(context, updateSubscriptionRequest);
    const { callback_url = null, event_type = null, data_type = null, verification_token } = body;
    const changes = { callbackUrl: callback_url, verificationToken: verification_token, eventType: event_type, dataType: data_type };
    return context.json(shown(await answering(context, () => changeSubscribed(options, caller, target, changes))));
  });
  app.delete('/:id', async (context) => {
    const caller = await authenticate(context);
    await answering(context, () => unsubscribe(options, caller, context.req.param('id')));
    return context.body(null, 204);
  });
  return app;
}

async function requireApp({ store, trail }: SubscribeContext, context: Context): Promise<App> {
  const [id, secret] = [context.req.header('x-client-id'), context.req.header('x-client-secret')];
  const [app, stored] = id ? await Promise.all([store.apps.find(id), store.apps.findSecret(id)]) : [];
  if (app && stored && secret && isSecret(stored, secret)) return app;
  const lacking = app ? 'the secret is wrong' : 'there is no such app';
  const reason = id && secret ? lacking : 'x-client-id or x-client-secret is missing';
  await trail.record({ type: 'webhook.refused', clientId: id ?? null, reason, detail: { status: 401, path: context.req.path } });
  throw new ApiError(401, 'The client id or secret is missing or wrong.');
}

/** Lets refusals speak HTTP. */
const answeringBy =
  ({ unknownSubscription }: Behaviour) =>
  async <T>(context: Context, act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof SubscriptionError)) throw error;
      const isAbsent = unknownSubscription === '404' && context.req.method !== 'GET';
      if (error.reason === 'unknown') throw new ApiError(isAbsent ? 404 : 403, error.message);
      if (error.reason === 'taken') throw new ApiError(409, error.message);
      const { callback_url: input = null } = (await context.req.json()) as { callback_url?: unknown };
      throw badBody([{ type: 'value_error', path: ['callback_url'], message: error.message, input }]);
    }
  };

/** A subscription as on the wire: exactly these keys. */
const shown = ({ id, callbackUrl, eventType, dataType, expiresAtMs }: Subscription): z.output<typeof subscriptionModel> => ({
  ...{ id, callback_url: callbackUrl, event_type: eventType, data_type: dataType },
  expiration_time: wholeSeconds(expiresAtMs),
});
