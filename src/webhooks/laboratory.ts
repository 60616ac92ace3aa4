import { derivedUuid } from '../lib/ids.js';
import { insertDeliveries } from '../storage/deliveries.js';
import type { Delivery, DeliveryFilter } from '../storage/delivery-log.js';
import { changeSubscription, type EventType, type Subscription } from '../storage/subscriptions.js';
import type { Chaos } from './chaos.js';
import { eventBody } from './event-body.js';
import type { SubscribeContext } from './subscribe.js';

type Laboratory = Pick<SubscribeContext, 'store' | 'clock'>;

/** An event that nobody's data caused. */
export interface WantedEvent {
  clientId: string;
  userId: string;
  eventType: EventType;
  dataType: string;
  /** Without it, one that leads to no document. */
  objectId?: string | undefined;
}

/** Sends an event to the app's subscription to it, signed and retried like any other; or tells what there is not. */
export async function triggerEvent({ store, clock }: Laboratory, wanted: WantedEvent): Promise<Delivery | string> {
  const { clientId, userId, eventType, dataType } = wanted;
  const [app, user] = await Promise.all([store.apps.find(clientId), store.users.find(userId)]);
  if (!app) return `There is no app ${clientId}.`;
  if (!user) return `There is no user ${userId}.`;
  const subscriptions = await store.subscriptions.list(app.appNo);
  const found = subscriptions.find((one) => one.eventType === eventType && one.dataType === dataType);
  if (!found) return `The app has no subscription to ${eventType} of ${dataType}.`;
  const nowMs = clock.now();
  const objectId = wanted.objectId ?? derivedUuid('trigger', userId, dataType, nowMs);
  const body = eventBody({ eventType, dataType, objectId, timeMs: nowMs, userId });
  const about = { userNo: user.userNo, subscriptionNo: found.subscriptionNo, changeSeq: null, objectId, body };
  const delivery = { ...about, dueAtMs: nowMs, leasedUntilMs: 0 };
  const [deliveryNo] = await store.engine.transaction((db) => insertDeliveries(db, [delivery], nowMs));
  return (await store.deliveryLog.find(deliveryNo as number)) as Delivery;
}

/** Sends what matches once more, with its first number of attempts. Tells how many. */
export function replayDeliveries({ store, clock }: Laboratory, filter: DeliveryFilter): Promise<number> {
  return store.deliveryLog.replay(filter, clock.now());
}

/** Does something to the deliveries of a subscription from now on, or nothing any more; null where there is none. */
export async function disturb({ store }: Laboratory, id: string, chaos: Chaos | null): Promise<Subscription | null> {
  const found = await store.subscriptions.find(id);
  if (!found || found.endedBy !== null) return null;
  const text = chaos && JSON.stringify(chaos);
  await store.engine.transaction((db) => changeSubscription(db, found.subscriptionNo, { chaos: text }));
  return store.subscriptions.find(id);
}
