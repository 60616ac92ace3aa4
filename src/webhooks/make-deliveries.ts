import type { DocumentCollection } from '../collections/define.js';
import { findCollection } from '../collections/index.js';
import { readUtcDateTime } from '../lib/dates.js';
import { newestChange, readChangeCursor, writeChangeCursor } from '../storage/change-cursor.js';
import { type Change, listChanges } from '../storage/changes.js';
import { insertDeliveries, type NewDelivery } from '../storage/deliveries.js';
import { findGrantScopes } from '../storage/grants.js';
import type { Store } from '../storage/store.js';
import { listSubscriptions, type Subscription } from '../storage/subscriptions.js';
import type { Transaction } from '../storage/tables.js';
import { findUserIds } from '../storage/users.js';
import { disturbed, readChaos } from './chaos.js';
import { eventBody } from './event-body.js';

/** Changes told in one transaction. */
const BATCH = 1000;

/** Whether there are changes that subscriptions have not been told of; without subscriptions nobody looks. */
export async function hasNews({ engine }: Store, living: readonly Subscription[]): Promise<boolean> {
  if (living.length === 0) return false;
  return (await newestChange(engine.reader)) > startOf(await readChangeCursor(engine.reader), living);
}

/** Nothing before the first subscription is told. */
const startOf = (cursor: number, living: readonly Subscription[]) => Math.max(cursor, Math.min(...living.map(({ sinceSeq }) => sinceSeq)));

/**
 * Turns the changes after the cursor into one delivery for each subscription that they concern, and moves the cursor: both happen or
 * neither. Changes are told one by one, none is merged with another.
 */
export async function makeDeliveries(db: Transaction, nowMs: number): Promise<void> {
  const living = await listSubscriptions(db, null);
  if (living.length === 0) return;
  const changes = await listChanges(db, startOf(await readChangeCursor(db), living), BATCH);
  const last = changes.at(-1);
  if (!last) return;
  const userIds = await findUserIds(db, [...new Set(changes.map(({ userNo }) => userNo))]);
  const grants = new Map<string, string[]>();
  const scopesOf = async (userNo: number, appNo: number): Promise<string[]> => {
    const key = `${userNo}/${appNo}`;
    const known = grants.get(key) ?? (await findGrantScopes(db, userNo, appNo)) ?? [];
    grants.set(key, known);
    return known;
  };
  const byPair = new Map<string, Subscription[]>();
  for (const one of living) {
    const pair = `${one.dataType}/${one.eventType}`;
    byPair.set(pair, [...(byPair.get(pair) ?? []), one]);
  }
  const deliveries: NewDelivery[] = [];
  for (const change of changes) {
    const collection = findCollection(change.collection);
    const userId = userIds.get(change.userNo);
    if (collection?.kind !== 'document' || userId === undefined) continue;
    for (const subscription of byPair.get(`${collection.dataType}/${change.event}`) ?? []) {
      if (!concerns(subscription, change, collection, await scopesOf(change.userNo, subscription.appNo))) continue;
      deliveries.push(...disturbed(readChaos(subscription.chaos), deliveryOf(subscription, change, userId, nowMs)));
    }
  }
  await insertDeliveries(db, deliveries, nowMs);
  await writeChangeCursor(db, last.seq);
}

function concerns({ sinceSeq, expiresAtMs }: Subscription, change: Change, { scopes }: DocumentCollection, granted: string[]): boolean {
  return change.seq > sinceSeq && readUtcDateTime(change.at) < expiresAtMs && scopes.some((scope) => granted.includes(scope));
}

function deliveryOf(
  { subscriptionNo, eventType, dataType }: Subscription,
  { seq, userNo, documentId, at }: Change,
  userId: string,
  nowMs: number,
): NewDelivery {
  const body = eventBody({ eventType, dataType, objectId: documentId, timeMs: readUtcDateTime(at), userId });
  return { userNo, subscriptionNo, changeSeq: seq, objectId: documentId, body, dueAtMs: nowMs };
}
