import { newestChange } from './change-cursor.js';
import { PENDING } from './deliveries.js';
import type { Engine } from './engine.js';
import type { Transaction } from './tables.js';

export const EVENT_TYPES = ['create', 'update', 'delete'] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** What an app wants to be told, and where. */
export interface Subscription {
  /** The number by which it is stored. */
  subscriptionNo: number;
  id: string;
  appNo: number;
  clientId: string;
  callbackUrl: string;
  eventType: EventType;
  dataType: string;
  /** Changes up to this one are not told. */
  sinceSeq: number;
  expiresAtMs: number;
  createdAt: string;
  /** JSON of what is done to its deliveries on purpose. */
  chaos: string | null;
  endedBy: 'deleted' | 'gone' | null;
}

/** What of a subscription can be changed. */
export type SubscriptionChanges = Partial<Pick<Subscription, 'callbackUrl' | 'eventType' | 'dataType' | 'expiresAtMs' | 'chaos'>>;

/** Subscriptions of apps, those that have ended only where it says so. */
export function createSubscriptions(engine: Engine) {
  return {
    /** Of one app or of all, the oldest first. */
    list: (appNo: number | null = null): Promise<Subscription[]> => listSubscriptions(engine.reader, appNo),

    /** By its id, whether it has ended or not. */
    async find(id: string): Promise<Subscription | null> {
      return (await select(engine.reader).where('id', '=', id).executeTakeFirst()) ?? null;
    },
  };
}

function select(db: Transaction) {
  return db
    .selectFrom('subscriptions')
    .innerJoin('apps', 'apps.app_no', 'subscriptions.app_no')
    .select(['subscription_no as subscriptionNo', 'id', 'subscriptions.app_no as appNo', 'client_id as clientId'])
    .select(['callback_url as callbackUrl', 'event_type as eventType', 'data_type as dataType', 'since_seq as sinceSeq'])
    .select(['expires_at_ms as expiresAtMs', 'subscriptions.created_at as createdAt', 'chaos', 'ended_by as endedBy']);
}

/** By its number, whether it has ended or not. */
export async function findSubscription(db: Transaction, subscriptionNo: number): Promise<Subscription | null> {
  return (await select(db).where('subscription_no', '=', subscriptionNo).executeTakeFirst()) ?? null;
}

/** Those that have not ended, of one app or of all. */
export async function listSubscriptions(db: Transaction, appNo: number | null): Promise<Subscription[]> {
  const living = select(db).where('ended_by', 'is', null).orderBy('subscription_no');
  return (appNo === null ? living : living.where('subscriptions.app_no', '=', appNo)).execute();
}

/** Whether the app has another living subscription to this pair. */
export async function isPairTaken(
  db: Transaction,
  { appNo, dataType, eventType }: Pick<Subscription, 'appNo' | 'dataType' | 'eventType'>,
  exceptNo = 0,
): Promise<boolean> {
  const found = await db
    .selectFrom('subscriptions')
    .select('subscription_no')
    .where('app_no', '=', appNo)
    .where('data_type', '=', dataType)
    .where('event_type', '=', eventType)
    .where('ended_by', 'is', null)
    .where('subscription_no', '!=', exceptNo)
    .executeTakeFirst();
  return found !== undefined;
}

/** Adds a subscription to what changes from now on. */
export async function insertSubscription(
  db: Transaction,
  {
    id,
    appNo,
    callbackUrl,
    eventType,
    dataType,
    expiresAtMs,
    createdAt,
  }: Pick<Subscription, 'id' | 'appNo' | 'callbackUrl' | 'eventType' | 'dataType' | 'expiresAtMs' | 'createdAt'>,
): Promise<void> {
  const sinceSeq = await newestChange(db);
  const names = { id, app_no: appNo, callback_url: callbackUrl, event_type: eventType, data_type: dataType };
  await db
    .insertInto('subscriptions')
    .values({ ...names, since_seq: sinceSeq, expires_at_ms: expiresAtMs, created_at: createdAt, chaos: null, ended_by: null })
    .execute();
}

/** Changes what is given of a living subscription. False where it has ended meanwhile. */
export async function changeSubscription(db: Transaction, subscriptionNo: number, changes: SubscriptionChanges): Promise<boolean> {
  const { callbackUrl, eventType, dataType, expiresAtMs, chaos } = changes;
  const values = {
    ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
    ...(eventType === undefined ? {} : { event_type: eventType }),
    ...(dataType === undefined ? {} : { data_type: dataType }),
    ...(expiresAtMs === undefined ? {} : { expires_at_ms: expiresAtMs }),
    ...(chaos === undefined ? {} : { chaos }),
  };
  const changing = Object.keys(values).length === 0 ? { ended_by: null } : values;
  const update = db.updateTable('subscriptions').set(changing).where('subscription_no', '=', subscriptionNo).where('ended_by', 'is', null);
  return (await update.returning('subscription_no').executeTakeFirst()) !== undefined;
}

/** Ends a subscription; what was still to be sent to it never is. False where it had ended before. */
export async function endSubscription(db: Transaction, subscriptionNo: number, endedBy: 'deleted' | 'gone'): Promise<boolean> {
  const ended = await db
    .updateTable('subscriptions')
    .set({ ended_by: endedBy })
    .where('subscription_no', '=', subscriptionNo)
    .where('ended_by', 'is', null)
    .returning('subscription_no')
    .executeTakeFirst();
  if (!ended) return false;
  const pending = db.updateTable('deliveries').set({ state: 'cancelled' }).where(PENDING);
  await pending.where('subscription_no', '=', subscriptionNo).execute();
  return true;
}

/** Removes all subscriptions of an app with everything that was sent to them. */
export async function removeSubscriptionsOfApp(db: Transaction, appNo: number): Promise<void> {
  const ofApp = db.selectFrom('subscriptions').select('subscription_no').where('app_no', '=', appNo);
  await db.deleteFrom('deliveries').where('subscription_no', 'in', ofApp).execute();
  await db.deleteFrom('subscriptions').where('app_no', '=', appNo).execute();
}
