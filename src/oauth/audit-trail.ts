import type { Clock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import { tokenHash } from '../lib/ids.js';
import { type AuditEvent, appendEvents } from '../storage/events.js';
import type { Store } from '../storage/store.js';
import type { Transaction } from '../storage/tables.js';

/** Something to be remembered; never with a secret in it. */
export interface NewEvent {
  type: string;
  userId?: string | null;
  clientId?: string | null;
  reason?: string | null;
  detail?: Record<string, unknown>;
}

/** Remembers what was allowed and refused. */
export interface AuditTrail {
  /** Within a transaction: the event exists if and only if what it tells of does. */
  append(db: Transaction, event: NewEvent): Promise<void>;
  /** By itself, as refusals are; whatever comes in while a write is under way is written together. */
  record(event: NewEvent): Promise<void>;
}

/** What a caller wrote is kept up to this length. */
const MAXIMUM_TEXT = 200;

/** Builds the trail over a store. */
export function createAuditTrail(store: Store, clock: Clock): AuditTrail {
  let waiting: Omit<AuditEvent, 'seq'>[] = [];
  let nextWrite: Promise<void> | null = null;
  let lastWrite: Promise<void> = Promise.resolve();
  const write = async () => {
    await lastWrite.catch(() => {});
    const events = waiting;
    waiting = [];
    nextWrite = null;
    lastWrite = store.events.append(events);
    await lastWrite;
  };
  return {
    append: (db, event) => appendEvents(db, [eventOf(event, clock)]),
    record(event) {
      waiting.push(eventOf(event, clock));
      nextWrite ??= write();
      return nextWrite;
    },
  };
}

/** The event as it is stored. */
export function eventOf(
  { type, userId = null, clientId = null, reason = null, detail = {} }: NewEvent,
  clock: Clock,
): Omit<AuditEvent, 'seq'> {
  return { at: utcDateTime(clock.now()), type, userId, clientId: clientId?.slice(0, MAXIMUM_TEXT) ?? null, reason, detail };
}

/** By what a token or code is recognized in the trail, without being told: the beginning of its SHA-256. */
export function fingerprint(secret: string | Buffer): string {
  return (typeof secret === 'string' ? tokenHash(secret) : secret).subarray(0, 4).toString('hex');
}
