import { utcDateTime } from '../lib/dates.js';
import { newUuid } from '../lib/ids.js';
import type { Random } from '../lib/random.js';
import type { OAuthContext } from '../oauth/oauth-context.js';
import type { App } from '../storage/apps.js';
import {
  changeSubscription,
  type EventType,
  endSubscription,
  insertSubscription,
  isPairTaken,
  type Subscription,
} from '../storage/subscriptions.js';
import { targetProblem } from './address-guard.js';
import { handshakeProblem } from './handshake.js';
import { makeDeliveries } from './make-deliveries.js';
import type { Outgoing } from './outgoing.js';

/** How long a subscription lives, from its creation or its last renewal. */
export const LIFE_MS = 90 * 86_400_000;
const MAXIMUM_URL = 2000;

/** What subscribing works with. */
export interface SubscribeContext extends Pick<OAuthContext, 'store' | 'clock' | 'trail'> {
  random: Random;
  outgoing: Outgoing;
}

/** Something an app may not do; the message is for it. */
export class SubscriptionError extends Error {
  override name = 'SubscriptionError';
  constructor(
    readonly reason: 'unknown' | 'taken' | 'callback',
    message: string,
  ) {
    super(message);
  }
}

/** What an app asks for. */
export interface SubscriptionRequest {
  callbackUrl: string;
  verificationToken: string;
  eventType: EventType;
  dataType: string;
}

/** Adds a subscription once its callback has answered the challenge. Throws SubscriptionError. */
export async function subscribe(context: SubscribeContext, app: App, request: SubscriptionRequest): Promise<Subscription> {
  const { store, clock, random, trail } = context;
  const { callbackUrl, eventType, dataType, verificationToken } = request;
  await requireFree(context, app, request);
  await requireCallback(context, callbackUrl, verificationToken);
  const id = newUuid(random);
  const nowMs = clock.now();
  await store.engine.transaction(async (db) => {
    if (await isPairTaken(db, { appNo: app.appNo, dataType, eventType })) throw taken();
    const values = { id, appNo: app.appNo, callbackUrl, eventType, dataType };
    await insertSubscription(db, { ...values, expiresAtMs: nowMs + LIFE_MS, createdAt: utcDateTime(nowMs) });
    await trail.append(db, { type: 'webhook.subscribed', clientId: app.clientId, detail: { id, ...wordsOf(request) } });
  });
  return requireSubscription(context, app, id);
}

/** The living subscription `id` of the app. Throws SubscriptionError. */
export async function requireSubscription({ store }: Pick<SubscribeContext, 'store'>, app: App, id: string): Promise<Subscription> {
  const found = await store.subscriptions.find(id);
  if (!found || found.appNo !== app.appNo || found.endedBy !== null) throw unknown();
  return found;
}

/** Changes a subscription once its callback has answered the challenge; null leaves as it was. Throws SubscriptionError. */
export async function changeSubscribed(
  context: SubscribeContext,
  app: App,
  id: string,
  changes: { verificationToken: string } & { [Name in 'callbackUrl' | 'dataType']: string | null } & { eventType: EventType | null },
): Promise<Subscription> {
  const before = await requireSubscription(context, app, id);
  const callbackUrl = changes.callbackUrl ?? before.callbackUrl;
  const pair = { eventType: changes.eventType ?? before.eventType, dataType: changes.dataType ?? before.dataType };
  await requireFree(context, app, pair, before.subscriptionNo);
  await requireCallback(context, callbackUrl, changes.verificationToken);
  await context.store.engine.transaction(async (db) => {
    if (await isPairTaken(db, { appNo: app.appNo, ...pair }, before.subscriptionNo)) throw taken();
    if (!(await changeSubscription(db, before.subscriptionNo, { callbackUrl, ...pair }))) throw unknown();
    const detail = { id, ...wordsOf({ callbackUrl, ...pair }) };
    await context.trail.append(db, { type: 'webhook.changed', clientId: app.clientId, detail });
  });
  return requireSubscription(context, app, id);
}

/**
 * Lets a subscription live for another 90 days from now. Of one that has expired goes out what was pending; what changed since is never
 * told. Throws SubscriptionError.
 */
export async function renewSubscribed(context: SubscribeContext, app: App, id: string): Promise<Subscription> {
  const { subscriptionNo, expiresAtMs } = await requireSubscription(context, app, id);
  await context.store.engine.transaction(async (db) => {
    const nowMs = context.clock.now();
    // Changes that nobody has looked at yet are to find it expired.
    if (expiresAtMs <= nowMs) while ((await makeDeliveries(db, nowMs)).hasMore);
    if (!(await changeSubscription(db, subscriptionNo, { expiresAtMs: nowMs + LIFE_MS }))) throw unknown();
    await context.trail.append(db, { type: 'webhook.renewed', clientId: app.clientId, detail: { id } });
  });
  return requireSubscription(context, app, id);
}

/** Ends a subscription. Throws SubscriptionError. */
export async function unsubscribe(context: SubscribeContext, app: App, id: string): Promise<void> {
  const { subscriptionNo } = await requireSubscription(context, app, id);
  await context.store.engine.transaction(async (db) => {
    if (!(await endSubscription(db, subscriptionNo, 'deleted'))) throw unknown();
    await context.trail.append(db, { type: 'webhook.removed', clientId: app.clientId, detail: { id } });
  });
}

/** Before the callback is bothered; what happens meanwhile is looked at again in the transaction. */
async function requireFree(
  { store }: SubscribeContext,
  { appNo }: App,
  { eventType, dataType }: Pick<SubscriptionRequest, 'eventType' | 'dataType'>,
  exceptNo = 0,
): Promise<void> {
  if (await isPairTaken(store.engine.reader, { appNo, dataType, eventType }, exceptNo)) throw taken();
}

async function requireCallback(context: SubscribeContext, callbackUrl: string, verificationToken: string): Promise<void> {
  const problem = callbackUrl.length > MAXIMUM_URL ? `it is longer than ${MAXIMUM_URL} characters` : null;
  const target = problem ?? targetProblem(callbackUrl, context.outgoing.policy);
  if (target !== null) throw new SubscriptionError('callback', `The callback URL is not allowed: ${target}`);
  const refused = await handshakeProblem(context, callbackUrl, verificationToken);
  if (refused !== null) throw new SubscriptionError('callback', refused);
}

const wordsOf = ({ callbackUrl, eventType, dataType }: Omit<SubscriptionRequest, 'verificationToken'>) => ({
  callback_url: callbackUrl.slice(0, 200),
  event_type: eventType,
  data_type: dataType,
});

const unknown = () => new SubscriptionError('unknown', 'Webhook with specified id does not exist.');
const taken = () => new SubscriptionError('taken', 'A subscription of this event type and data type exists already.');
