import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Engine } from './engine.js';
import type { Tables, Transaction } from './tables.js';

export const DELIVERY_STATES = ['pending', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One try to send a delivery. */
export interface Attempt {
  /** By the server's clock; it is also the timestamp that was signed. */
  atMs: number;
  /** What the receiver answered; null where it did not. */
  status: number | null;
  /** Why there was no answer or what was done on purpose; null where all went well. */
  error: string | null;
  /** Of the machine's time. */
  tookMs: number;
  /** The beginning of the answer's body, of refusals only. */
  answer: string | null;
}

/** An event for one subscription. */
export interface NewDelivery {
  userNo: number;
  subscriptionNo: number;
  changeSeq: number | null;
  objectId: string;
  body: string;
  dueAtMs: number;
}

/** A delivery that a process keeps to itself until its lease ends. */
export interface ClaimedDelivery {
  deliveryNo: number;
  userNo: number;
  subscriptionNo: number;
  changeSeq: number | null;
  objectId: string;
  body: string;
  attempts: number;
  dueAtMs: number;
  history: string;
}

/** What became of an attempt. */
export interface SettledDelivery {
  deliveryNo: number;
  state: DeliveryState;
  attempts: number;
  dueAtMs: number;
  history: string;
}

/** In these words, because only so does SQLite know that the partial index will do. */
export const PENDING = sql<boolean>`state = 'pending'`;

/** Delivered ones beyond so many are forgotten from time to time; whatever went wrong stays. */
const KEPT = 200_000;
const FORGETTING_EVERY = 1000;
const ROWS_AT_ONCE = 100;

/** What is to be sent. */
export function createDeliveries(engine: Engine) {
  // Goes from subscription to subscription by the index, however many rows each has.
  const waiting = engine.prepare<[number, number], { subscriptionNo: number }>(`
    with recursive next (subscription_no) as (
      select min(subscription_no) from deliveries where state = 'pending'
      union all
      select (select min(d.subscription_no) from deliveries d where d.state = 'pending' and d.subscription_no > next.subscription_no)
      from next where next.subscription_no is not null)
    select subscription_no as "subscriptionNo" from next where subscription_no is not null and exists (
      select 1 from deliveries d
      where d.state = 'pending' and d.subscription_no = next.subscription_no and d.due_at_ms <= ? and d.leased_until_ms <= ?)`);
  return {
    /** The subscriptions with something due that no process keeps. */
    async waiting(nowMs: number, machineMs: number): Promise<number[]> {
      return (await waiting(nowMs, machineMs)).map((row) => row.subscriptionNo);
    },
  };
}

/** Adds deliveries; returns the number of the last one. */
export async function insertDeliveries(db: Kysely<Tables>, deliveries: NewDelivery[], nowMs: number): Promise<number> {
  const before = await lastDelivery(db);
  const places = "(?, ?, ?, ?, ?, ?, 'pending', 0, ?, 0, '[]')";
  for (let at = 0; at < deliveries.length; at += ROWS_AT_ONCE) {
    const some = deliveries.slice(at, at + ROWS_AT_ONCE);
    const text = `insert into deliveries (user_no, subscription_no, change_seq, object_id, body, created_at_ms, state, attempts, due_at_ms,
      leased_until_ms, history) values ${some.map(() => places).join(', ')}`;
    const values = some.flatMap((one) => [one.userNo, one.subscriptionNo, one.changeSeq, one.objectId, one.body, nowMs, one.dueAtMs]);
    await db.executeQuery(CompiledQuery.raw(text, values));
  }
  const last = await lastDelivery(db);
  if (Math.floor(before / FORGETTING_EVERY) !== Math.floor(last / FORGETTING_EVERY)) {
    const old = db.deleteFrom('deliveries').where('delivery_no', '<=', last - KEPT);
    await old.where('state', '=', 'delivered').execute();
  }
  return last;
}

async function lastDelivery(db: Kysely<Tables>): Promise<number> {
  return (
    (await db.selectFrom('deliveries').select('delivery_no').orderBy('delivery_no', 'desc').limit(1).executeTakeFirst())?.delivery_no ?? 0
  );
}

/** Takes up to `limit` deliveries of a subscription that are due and that no process keeps, the longest due first. */
export async function claimDeliveries(
  db: Kysely<Tables>,
  { subscriptionNo, nowMs, machineMs, leaseMs, limit }: Record<'subscriptionNo' | 'nowMs' | 'machineMs' | 'leaseMs' | 'limit', number>,
): Promise<ClaimedDelivery[]> {
  const text = `update deliveries set leased_until_ms = ? where delivery_no in (
      select delivery_no from deliveries where state = 'pending' and subscription_no = ? and due_at_ms <= ? and leased_until_ms <= ?
      order by due_at_ms, delivery_no limit ?)
    returning delivery_no as "deliveryNo", user_no as "userNo", subscription_no as "subscriptionNo", change_seq as "changeSeq",
      object_id as "objectId", body, attempts, history, due_at_ms as "dueAtMs"`;
  const values = [machineMs + leaseMs, subscriptionNo, nowMs, machineMs, limit];
  const { rows } = await db.executeQuery<ClaimedDelivery>(CompiledQuery.raw(text, values));
  return rows.sort((a, b) => a.dueAtMs - b.dueAtMs || a.deliveryNo - b.deliveryNo);
}

/** Writes what became of attempts and ends their leases; of what was cancelled meanwhile only the history. */
export async function settleDeliveries(db: Kysely<Tables>, settled: SettledDelivery[]): Promise<void> {
  const text = `update deliveries set leased_until_ms = 0, history = ?, attempts = ?, due_at_ms = ?,
    state = case when state = 'cancelled' and ? = 'pending' then state else ? end where delivery_no = ?`;
  for (const { deliveryNo, state, attempts, dueAtMs, history } of settled) {
    await db.executeQuery(CompiledQuery.raw(text, [history, attempts, dueAtMs, state, state, deliveryNo]));
  }
}

/** Cancels what was still to be sent to an app about a user. */
export async function cancelDeliveriesOfGrant(db: Transaction, userNo: number, appNo: number): Promise<void> {
  const ofApp = db.selectFrom('subscriptions').select('subscription_no').where('app_no', '=', appNo);
  const pending = db.updateTable('deliveries').set({ state: 'cancelled' }).where(PENDING);
  await pending.where('user_no', '=', userNo).where('subscription_no', 'in', ofApp).execute();
}
