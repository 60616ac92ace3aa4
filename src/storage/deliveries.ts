import { CompiledQuery, type Kysely, sql } from 'kysely';
import { type Engine, kindOf, LIMIT } from './engine.js';
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
  /** By the machine's time; 0 where no process keeps it. */
  leasedUntilMs: number;
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
  const isPostgres = engine.kind === 'postgres';
  const notExcepted = isPostgres
    ? '<> all(array(select cast(json_array_elements_text(cast(? as json)) as bigint)))'
    : 'not in (select value from json_each(?))';
  // Goes from subscription to subscription by the index, however many rows each has.
  const waiting = engine.prepare<[string, number, number], { subscriptionNo: number }>(`
    with recursive next (subscription_no) as (
      select min(subscription_no) from deliveries where state = 'pending'
      union all
      select (select min(d.subscription_no) from deliveries d where d.state = 'pending' and d.subscription_no > next.subscription_no)
      from next where next.subscription_no is not null)
    select subscription_no as "subscriptionNo" from next where subscription_no is not null and subscription_no ${notExcepted} and exists (
      select 1 from deliveries d
      where d.state = 'pending' and d.subscription_no = next.subscription_no and d.due_at_ms <= ? and d.leased_until_ms <= ?)`);
  return {
    /** The subscriptions with something due that no process keeps, `except` these: whatever is kept is looked at one by one. */
    async waiting(nowMs: number, machineMs: number, except: readonly number[]): Promise<number[]> {
      return (await waiting(JSON.stringify(except), nowMs, machineMs)).map((row) => row.subscriptionNo);
    },

    /** How many are still to be sent. */
    async countPending(): Promise<number> {
      const query = engine.reader.selectFrom('deliveries').select(({ fn }) => fn.countAll<number>().as('count'));
      return (await query.where(PENDING).executeTakeFirstOrThrow()).count;
    },
  };
}

/** Adds deliveries, the process of those with a lease keeps them from the beginning; returns their numbers in the same order. */
export async function insertDeliveries(db: Kysely<Tables>, deliveries: NewDelivery[], nowMs: number): Promise<number[]> {
  const numbers: number[] = [];
  // On SQLite, which numbers rows one after the other, returning them would take as long as inserting them.
  const returning = kindOf(db) === 'postgres' ? 'returning delivery_no as no' : '';
  const places = "(?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, '[]')";
  for (let at = 0; at < deliveries.length; at += ROWS_AT_ONCE) {
    const some = deliveries.slice(at, at + ROWS_AT_ONCE);
    const text = `insert into deliveries (user_no, subscription_no, change_seq, object_id, body, created_at_ms, state, attempts, due_at_ms,
      leased_until_ms, history) values ${some.map(() => places).join(', ')} ${returning}`;
    const values: unknown[] = [];
    for (const { userNo, subscriptionNo, changeSeq, objectId, body, dueAtMs, leasedUntilMs } of some) {
      values.push(userNo, subscriptionNo, changeSeq, objectId, body, nowMs, dueAtMs, leasedUntilMs);
    }
    const { rows, insertId } = await db.executeQuery<{ no: number }>(CompiledQuery.raw(text, values));
    // Numbers rise with the rows, but nothing says that rows are returned in their order.
    if (returning) numbers.push(...rows.map(({ no }) => no).sort((a, b) => a - b));
    else for (let at = 1; at <= some.length; at++) numbers.push(Number(insertId) - some.length + at);
  }
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  if (Math.floor((first - 1) / FORGETTING_EVERY) !== Math.floor(last / FORGETTING_EVERY)) {
    const old = db.deleteFrom('deliveries').where('delivery_no', '<=', last - KEPT);
    await old.where('state', '=', 'delivered').execute();
  }
  return numbers;
}

/** Takes up to `limit` deliveries of a subscription that are due and that no process keeps, the longest due first. */
export async function claimDeliveries(
  db: Kysely<Tables>,
  { subscriptionNo, nowMs, machineMs, leaseMs, limit }: Record<'subscriptionNo' | 'nowMs' | 'machineMs' | 'leaseMs' | 'limit', number>,
): Promise<ClaimedDelivery[]> {
  const due = `select delivery_no from deliveries where state = 'pending' and subscription_no = ? and due_at_ms <= ? and leased_until_ms <= ?
      order by due_at_ms, delivery_no ${LIMIT[kindOf(db)]}`;
  // On PostgreSQL another process may be claiming at this moment: it gets others, and neither waits.
  const chosen = kindOf(db) === 'postgres' ? `= any(array(${due} for update skip locked))` : `in (${due})`;
  const text = `update deliveries set leased_until_ms = ? where delivery_no ${chosen}
    returning delivery_no as "deliveryNo", user_no as "userNo", subscription_no as "subscriptionNo", change_seq as "changeSeq",
      object_id as "objectId", body, attempts, history, due_at_ms as "dueAtMs"`;
  const values = [machineMs + leaseMs, subscriptionNo, nowMs, machineMs, limit];
  const { rows } = await db.executeQuery<ClaimedDelivery>(CompiledQuery.raw(text, values));
  return rows.sort((a, b) => a.dueAtMs - b.dueAtMs || a.deliveryNo - b.deliveryNo);
}

/** Writes what became of attempts and ends their leases; of what was cancelled meanwhile only the history. */
export async function settleDeliveries(db: Kysely<Tables>, settled: readonly SettledDelivery[]): Promise<void> {
  const rows = settled.map(({ deliveryNo, history, attempts, dueAtMs, state }) => [deliveryNo, history, attempts, dueAtMs, state]);
  const isPostgres = kindOf(db) === 'postgres';
  for (let at = 0; at < rows.length; at += SETTLED_AT_ONCE) {
    const some = rows.slice(at, at + SETTLED_AT_ONCE);
    if (isPostgres) await db.executeQuery(CompiledQuery.raw(SETTLE_FROM_JSON, [JSON.stringify(some)]));
    // No delivery has the number null.
    else await db.executeQuery(CompiledQuery.raw(SETTLE_FROM_VALUES, [...some.flat(), ...NOTHING.slice(some.length * 5)]));
  }
}

/** A statement for each takes longer than what it does, and the same text stays prepared. */
const SETTLED_AT_ONCE = 50;
const NOTHING = new Array(SETTLED_AT_ONCE * 5).fill(null);
const SETTLE_FROM_VALUES = settling(
  ['column1', 'column2', 'column3', 'column4', 'column5'],
  `(values ${Array(SETTLED_AT_ONCE).fill('(?, ?, ?, ?, ?)').join(', ')})`,
);
const SETTLE_FROM_JSON = settling(
  ['cast(value ->> 0 as bigint)', 'value ->> 1', 'cast(value ->> 2 as bigint)', 'cast(value ->> 3 as bigint)', 'value ->> 4'],
  'json_array_elements(cast(? as json))',
);

function settling([deliveryNo, history, attempts, dueAtMs, state]: readonly string[], wanted: string): string {
  return `update deliveries set leased_until_ms = 0, history = ${history}, attempts = ${attempts}, due_at_ms = ${dueAtMs},
    state = case when state = 'cancelled' and ${state} = 'pending' then state else ${state} end
    from ${wanted} as wanted where delivery_no = ${deliveryNo}`;
}

/** Cancels what was still to be sent to an app about a user, but for subscriptions to these data types. */
export async function cancelDeliveriesOfGrant(
  db: Transaction,
  { userNo, appNo }: Record<'userNo' | 'appNo', number>,
  exceptDataTypes: readonly string[] = [],
): Promise<void> {
  const ofApp = db.selectFrom('subscriptions').select('subscription_no').where('app_no', '=', appNo);
  const affected = exceptDataTypes.length === 0 ? ofApp : ofApp.where('data_type', 'not in', exceptDataTypes);
  const pending = db.updateTable('deliveries').set({ state: 'cancelled' }).where(PENDING);
  await pending.where('user_no', '=', userNo).where('subscription_no', 'in', affected).execute();
}
