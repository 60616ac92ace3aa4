import type { Attempt, DeliveryState, NewDelivery } from './deliveries.js';
import type { Engine } from './engine.js';
import type { Transaction } from './tables.js';

/** A delivery as the log shows it. */
export interface Delivery extends Omit<NewDelivery, 'leasedUntilMs'> {
  deliveryNo: number;
  subscriptionId: string;
  clientId: string;
  callbackUrl: string;
  state: DeliveryState;
  attempts: number;
  createdAtMs: number;
  history: Attempt[];
}

/** Which deliveries; what is not given does not matter. */
export interface DeliveryFilter {
  /** Those from this number on. */
  from?: number | undefined;
  to?: number | undefined;
  state?: DeliveryState | undefined;
  subscriptionId?: string | undefined;
  clientId?: string | undefined;
  userNo?: number | undefined;
  objectId?: string | undefined;
}

/** What was sent and is to be sent, by number. */
export function createDeliveryLog(engine: Engine) {
  return {
    /** The last `limit` that match, the oldest first. */
    async list(filter: DeliveryFilter, limit: number): Promise<Delivery[]> {
      const rows = await matching(engine.reader, filter).orderBy('delivery_no', 'desc').limit(limit).execute();
      return rows.reverse().map((row) => ({ ...row, history: JSON.parse(row.history) }));
    },

    /** The first `limit` that match. */
    async listFrom(filter: DeliveryFilter, limit: number): Promise<Delivery[]> {
      const rows = await matching(engine.reader, filter).orderBy('delivery_no').limit(limit).execute();
      return rows.map((row) => ({ ...row, history: JSON.parse(row.history) }));
    },

    async find(deliveryNo: number): Promise<Delivery | null> {
      return (await this.listFrom({ from: deliveryNo, to: deliveryNo }, 1))[0] ?? null;
    },

    /** Sends once more, from the first attempt on, all that match, do not leave right now anyway and whose subscription lives. Tells how many. */
    async replay(filter: DeliveryFilter, dueAtMs: number): Promise<number> {
      return engine.transaction(async (db) => {
        const chosen = matching(db, filter)
          .where('ended_by', 'is', null)
          .where((is) => is.or([is('state', '!=', 'pending'), is('due_at_ms', '>', dueAtMs)]))
          .clearSelect()
          .select('delivery_no');
        const again = db.updateTable('deliveries').set({ state: 'pending', attempts: 0, due_at_ms: dueAtMs, leased_until_ms: 0 });
        return (await again.where('delivery_no', 'in', chosen).returning('delivery_no').execute()).length;
      });
    },
  };
}

function matching(db: Transaction, { from, to, state, subscriptionId, clientId, userNo, objectId }: DeliveryFilter) {
  let query = db
    .selectFrom('deliveries')
    .innerJoin('subscriptions', 'subscriptions.subscription_no', 'deliveries.subscription_no')
    .innerJoin('apps', 'apps.app_no', 'subscriptions.app_no')
    .select(['delivery_no as deliveryNo', 'user_no as userNo', 'deliveries.subscription_no as subscriptionNo', 'history'])
    .select(['change_seq as changeSeq', 'object_id as objectId', 'body', 'due_at_ms as dueAtMs', 'state', 'attempts'])
    .select(['created_at_ms as createdAtMs', 'subscriptions.id as subscriptionId', 'client_id as clientId', 'callback_url as callbackUrl']);
  if (from !== undefined) query = query.where('delivery_no', '>=', from);
  if (to !== undefined) query = query.where('delivery_no', '<=', to);
  if (state !== undefined) query = query.where('state', '=', state);
  if (subscriptionId !== undefined) query = query.where('subscriptions.id', '=', subscriptionId);
  if (clientId !== undefined) query = query.where('client_id', '=', clientId);
  if (userNo !== undefined) query = query.where('user_no', '=', userNo);
  if (objectId !== undefined) query = query.where('object_id', '=', objectId);
  return query;
}
