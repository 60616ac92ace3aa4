import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { issuesOf } from '../../collections/read-document.js';
import { utcDateTime } from '../../lib/dates.js';
import { DELIVERY_STATES } from '../../storage/deliveries.js';
import type { Delivery, DeliveryFilter } from '../../storage/delivery-log.js';
import type { Store } from '../../storage/store.js';
import { EVENT_TYPES, type Subscription } from '../../storage/subscriptions.js';
import { CHAOS_MODES, readChaos } from '../../webhooks/chaos.js';
import { DATA_TYPES } from '../../webhooks/data-type-list.js';
import { disturb, replayDeliveries, triggerEvent } from '../../webhooks/laboratory.js';
import type { SubscribeContext } from '../../webhooks/subscribe.js';
import { ApiError, badBody, badParameter } from '../errors.js';
import { readBody } from './body.js';

const DEFAULT_LIMIT = 100;
const MAXIMUM_LIMIT = 1000;

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const filterShape = {
  from: number.optional(),
  to: number.optional(),
  state: z.enum(DELIVERY_STATES).optional(),
  subscription: z.string().optional(),
  client_id: z.string().optional(),
  user: z.string().optional(),
  object: z.string().optional(),
};
const listSchema = z.strictObject({ ...filterShape, limit: number.max(MAXIMUM_LIMIT).default(DEFAULT_LIMIT) });
const replaySchema = z.strictObject(filterShape);
const triggerSchema = z.strictObject({
  client_id: z.string(),
  user: z.string(),
  event_type: z.enum(EVENT_TYPES),
  data_type: z.enum(DATA_TYPES),
  object_id: z.string().min(1).optional(),
});
const chaosSchema = z.strictObject({
  modes: z.array(z.enum(CHAOS_MODES)),
  seed: z.string().default('circlet'),
  share: z.number().min(0).max(1).default(0.2),
});

/** `/subscriptions` and `/deliveries`: what apps are told, and what became of it. */
export function createDeliveryRoutes(options: SubscribeContext): Hono {
  const { store } = options;
  const app = new Hono();
  app.get('/subscriptions', async (context) => context.json({ subscriptions: (await store.subscriptions.list()).map(shownSubscription) }));
  app.put('/subscriptions/:id/chaos', async (context) => {
    const chaos = await readBody(context, chaosSchema);
    const changed = await disturb(options, context.req.param('id'), chaos.modes.length === 0 ? null : chaos);
    if (!changed) throw new ApiError(404, `There is no subscription ${context.req.param('id')}.`);
    return context.json(shownSubscription(changed));
  });
  app.get('/deliveries', async (context) => {
    const { limit, ...filter } = readQuery(context, listSchema);
    return context.json({ deliveries: (await store.deliveryLog.list(await filterOf(store, filter), limit)).map(shownDelivery) });
  });
  app.post('/replays', async (context) => {
    const filter = await filterOf(store, await readBody(context, replaySchema));
    return context.json({ replayed: await replayDeliveries(options, filter) });
  });
  app.post('/deliveries', async (context) => {
    const { client_id, user, event_type, data_type, object_id } = await readBody(context, triggerSchema);
    const wanted = { clientId: client_id, userId: user, eventType: event_type, dataType: data_type, objectId: object_id };
    const triggered = await triggerEvent(options, wanted);
    if (typeof triggered === 'string') throw new ApiError(404, triggered);
    return context.json(shownDelivery(triggered), 201);
  });
  app.get('/deliveries/:id', async (context) => context.json(shownDelivery(await findDelivery(store, context))));
  app.post('/deliveries/:id/replay', async (context) => {
    const { deliveryNo } = await findDelivery(store, context);
    const replayed = await replayDeliveries(options, { from: deliveryNo, to: deliveryNo });
    if (replayed === 0) throw new ApiError(409, 'It leaves right now anyway, or its subscription has ended.');
    return context.json(shownDelivery(await findDelivery(store, context)));
  });
  return app;
}

/** A delivery in the words of the wire. */
export function shownDelivery(delivery: Delivery) {
  const { deliveryNo, subscriptionId, clientId, callbackUrl, state, attempts, createdAtMs, dueAtMs, body, history } = delivery;
  return {
    ...{ id: deliveryNo, state, attempts, subscription: subscriptionId, client_id: clientId, callback_url: callbackUrl },
    ...{ created_at: utcDateTime(createdAtMs), due_at: state === 'pending' ? utcDateTime(dueAtMs) : null },
    event: JSON.parse(body) as Record<string, string>,
    history: history.map(({ atMs, status, error, tookMs, answer }) => ({ at: utcDateTime(atMs), status, error, took_ms: tookMs, answer })),
  };
}

/** A subscription in the words of the wire, with more than its app is told. */
export function shownSubscription({ id, clientId, callbackUrl, eventType, dataType, expiresAtMs, chaos }: Subscription) {
  const names = { id, client_id: clientId, callback_url: callbackUrl, event_type: eventType, data_type: dataType };
  return { ...names, expiration_time: utcDateTime(expiresAtMs), chaos: readChaos(chaos) };
}

async function findDelivery(store: Store, context: Context): Promise<Delivery> {
  const id = context.req.param('id') ?? '';
  const found = /^\d{1,15}$/.test(id) ? await store.deliveryLog.find(Number(id)) : null;
  if (!found) throw new ApiError(404, `There is no delivery ${id}.`);
  return found;
}

async function filterOf(store: Store, { subscription, client_id, user, object, ...rest }: z.output<typeof replaySchema>) {
  const userNo = user === undefined ? undefined : ((await store.users.find(user))?.userNo ?? 0);
  return { ...rest, subscriptionId: subscription, clientId: client_id, userNo, objectId: object } satisfies DeliveryFilter;
}

function readQuery<S extends z.ZodType>(context: Context, schema: S): z.output<S> {
  const parsed = schema.safeParse(context.req.query());
  if (parsed.success) return parsed.data;
  const [issue] = issuesOf(parsed.error, context.req.query());
  if (!issue) throw badBody([]);
  throw badParameter(String(issue.path[0] ?? ''), issue.input, issue.type, issue.message);
}
