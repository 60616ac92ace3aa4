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

/** Remembers what was done. */
export interface ActTrail {
  /** Within a transaction: the event exists if and only if what it tells of does. */
  append(db: Transaction, event: NewEvent): Promise<void>;
}

/** Remembers what was done and what was refused. */
export interface AuditTrail extends ActTrail {
  /** By itself, as refusals are, and later: nobody is kept waiting for the store. What comes in during a write is written together. */
  record(event: NewEvent): void;
  /** When everything recorded so far is written, or has failed. */
  settled(): Promise<void>;
}

/** What a caller wrote is kept up to this length. */
const MAXIMUM_TEXT = 200;
/** Events in memory while another process writes to the store; those beyond are only counted. */
const MOST_WAITING = 10_000;

/** Remembers acts only, for whoever refuses nobody. */
export function createActTrail(clock: Clock): ActTrail {
  return { append: (db, event) => appendEvents(db, [eventOf(event, clock)]) };
}

/** Builds the trail over a store; `onUnexpected` is told of writes that failed. */
export function createAuditTrail(store: Store, clock: Clock, onUnexpected: (error: unknown) => void): AuditTrail {
  let waiting: Omit<AuditEvent, 'seq'>[] = [];
  let lost = 0;
  let writing: Promise<void> | null = null;
  const write = async () => {
    while (waiting.length > 0) {
      const events = waiting;
      if (lost > 0) events.push(eventOf({ type: 'events.refused', reason: 'too many at once', detail: { count: lost } }, clock));
      waiting = [];
      lost = 0;
      await store.events.append(events).catch(onUnexpected);
    }
    writing = null;
  };
  return {
    ...createActTrail(clock),
    record(event) {
      if (waiting.length < MOST_WAITING) waiting.push(eventOf(event, clock));
      else lost++;
      writing ??= write();
    },
    async settled() {
      await writing;
    },
  };
}

function eventOf({ type, userId = null, clientId = null, reason = null, detail = {} }: NewEvent, clock: Clock): Omit<AuditEvent, 'seq'> {
  return { at: utcDateTime(clock.now()), type, userId, clientId: clientId?.slice(0, MAXIMUM_TEXT) ?? null, reason, detail };
}

/** By what a token or code is recognized in the trail, without being told: the beginning of its SHA-256. */
export function fingerprint(secret: string | Buffer): string {
  return (typeof secret === 'string' ? tokenHash(secret) : secret).subarray(0, 4).toString('hex');
}
