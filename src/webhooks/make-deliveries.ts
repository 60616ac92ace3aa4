import type { DocumentCollection } from '../collections/define.js';
import { findCollection } from '../collections/index.js';
import { type ChangeCursor, isTimeToForget, newestChange, readChangeCursor, writeChangeCursor } from '../storage/change-cursor.js';
import { type Change, listChanges } from '../storage/changes.js';
import { type ClaimedDelivery, insertDeliveries, type NewDelivery } from '../storage/deliveries.js';
import { findGrantScopes } from '../storage/grants.js';
import type { Store } from '../storage/store.js';
import { listSubscriptions, type Subscription } from '../storage/subscriptions.js';
import type { Transaction } from '../storage/tables.js';
import { findUserIds } from '../storage/users.js';
import { disturbed, readChaos } from './chaos.js';
import { eventBody } from './event-body.js';

/** Changes told in one transaction. */
const BATCH = 1000;

/** Where nobody is subscribed, the cursor moves on after so many changes: each time is a commit. */
const UNHEARD = 1000;

/** Whether there is something to do in the change log, of which `kept` are kept: changes to tell, to pass over or to forget. */
export async function hasNews({ engine }: Store, living: readonly Subscription[], kept: number): Promise<boolean> {
  const cursor = await readChangeCursor(engine.reader);
  const untold = (await newestChange(engine.reader)) - startOf(cursor, living);
  return untold >= (living.length === 0 ? UNHEARD : 1) || isTimeToForget(cursor, kept);
}

/** Nothing before the first subscription is told. */
function startOf({ toldSeq }: ChangeCursor, living: readonly Subscription[]): number {
  return living.length === 0 ? toldSeq : Math.max(toldSeq, Math.min(...living.map(({ sinceSeq }) => sinceSeq)));
}

/** A delivery as it was made, with the subscription that it is for. */
export interface MadeDelivery {
  delivery: ClaimedDelivery & NewDelivery;
  subscription: Subscription;
}

/** How deliveries are made. */
export interface MakeOptions {
  /** Until when this process keeps a delivery to itself. Default: it does not. */
  lease?(subscription: Subscription, dueAtMs: number): number;
  /** Asked after each change: whether the others can wait for another transaction. */
  isEnough?(): boolean;
}

/** What came of the changes that were looked at. */
export interface Made {
  deliveries: MadeDelivery[];
  /** Whether there are further changes to tell. */
  hasMore: boolean;
}

/**
 * Turns the changes after the cursor into one delivery for each subscription that they concern, and moves the cursor: both happen or
 * neither. Changes are told one by one, none is merged with another.
 */
export async function makeDeliveries(
  db: Transaction,
  nowMs: number,
  { lease = () => 0, isEnough = () => false }: MakeOptions = {},
): Promise<Made> {
  const living = await listSubscriptions(db, null);
  const cursor = await readChangeCursor(db);
  if (living.length === 0) {
    // The newest may be gone with its user.
    await writeChangeCursor(db, Math.max(cursor.toldSeq, await newestChange(db)));
    return { deliveries: [], hasMore: false };
  }
  const changes = await listChanges(db, startOf(cursor, living), BATCH);
  if (changes.length === 0) return { deliveries: [], hasMore: false };
  const userIds = await findUserIds(db, [...new Set(changes.map(({ userNo }) => userNo))]);
  const scopesOf = rememberedScopes(db);
  const byPair = new Map<string, Subscription[]>();
  for (const one of living) byPair.set(pairOf(one), [...(byPair.get(pairOf(one)) ?? []), one]);
  // Those of a callback lie together, in the order of their changes: writing what became of some touches no rows of one that fails.
  const byCallback = new Map<string, MadeDelivery[]>(living.map(({ callbackUrl }) => [callbackUrl, []]));
  let looked = 0;
  while (looked < changes.length && !isEnough()) {
    const change = changes[looked++] as Change;
    const collection = findCollection(change.collection);
    const userId = userIds.get(change.userNo);
    if (collection?.kind !== 'document' || userId === undefined) continue;
    const { dataType } = collection;
    const event = { eventType: change.event, dataType, objectId: change.documentId, timeMs: change.atMs, userId };
    let body: string | null = null;
    for (const subscription of byPair.get(pairOf(event)) ?? []) {
      const known = scopesOf(change.userNo, subscription.appNo);
      if (!concerns(subscription, change, collection, known instanceof Promise ? await known : known)) continue;
      body ??= eventBody(event);
      for (const delivery of disturbed(readChaos(subscription.chaos), deliveryOf(subscription, change, body, nowMs))) {
        delivery.leasedUntilMs = lease(subscription, delivery.dueAtMs);
        byCallback.get(subscription.callbackUrl)?.push({ delivery, subscription });
      }
    }
  }
  const deliveries = [...byCallback.values()].flat();
  const inserted = deliveries.map(({ delivery }) => delivery);
  const numbers = await insertDeliveries(db, inserted, nowMs);
  for (let at = 0; at < numbers.length; at++) (inserted[at] as ClaimedDelivery).deliveryNo = numbers[at] as number;
  await writeChangeCursor(db, (changes[looked - 1] as Change).seq);
  return { deliveries, hasMore: looked < changes.length || changes.length === BATCH };
}

const pairOf = ({ dataType, eventType }: Pick<Subscription, 'dataType' | 'eventType'>) => `${dataType}/${eventType}`;

/** What users allow apps, each asked for once. */
function rememberedScopes(db: Transaction) {
  const known = new Map<string, string[]>();
  return (userNo: number, appNo: number): string[] | Promise<string[]> => {
    const key = `${userNo}/${appNo}`;
    const find = async () => {
      const scopes = (await findGrantScopes(db, userNo, appNo)) ?? [];
      known.set(key, scopes);
      return scopes;
    };
    return known.get(key) ?? find();
  };
}

function concerns({ sinceSeq, expiresAtMs }: Subscription, change: Change, { scopes }: DocumentCollection, granted: string[]): boolean {
  return change.seq > sinceSeq && change.atMs < expiresAtMs && scopes.some((scope) => granted.includes(scope));
}

function deliveryOf(
  { subscriptionNo }: Subscription,
  { seq: changeSeq, userNo, documentId: objectId }: Change,
  body: string,
  dueAtMs: number,
): MadeDelivery['delivery'] {
  const none = { deliveryNo: 0, attempts: 0, history: '[]', leasedUntilMs: 0 };
  return { userNo, subscriptionNo, changeSeq, objectId, body, dueAtMs, ...none };
}
