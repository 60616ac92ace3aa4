import type { Engine } from './engine.js';
import type { Transaction } from './tables.js';

/** One line of the audit trail: who was allowed or refused what, and why. Never with a secret in it. */
export interface AuditEvent {
  seq: number;
  /** UTC, as `2026-01-02T03:04:05.678Z`. */
  at: string;
  type: string;
  userId: string | null;
  clientId: string | null;
  /** Of refusals the true reason, also where the wire says less. */
  reason: string | null;
  detail: Record<string, unknown>;
}

/** Acts kept, and refusals kept: apart, so that refusals, which any stranger can cause, neither fill a disk nor push out what was done. */
const KEPT = 200_000;
/** From time to time those before them are forgotten. */
const FORGETTING_EVERY = 1000;

/** Reads the audit trail. */
export function createEvents(engine: Engine) {
  return {
    append: (events: Omit<AuditEvent, 'seq'>[]): Promise<void> => engine.transaction((db) => appendEvents(db, events)),

    /** Up to `limit` events after `afterSeq`, the oldest first. */
    async list(afterSeq: number, limit: number): Promise<AuditEvent[]> {
      const rows = await engine.reader
        .selectFrom('events')
        .select(['seq', 'at', 'type', 'user_id as userId', 'client_id as clientId', 'reason', 'detail'])
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }));
    },

    /** The number of the newest event, 0 where there is none. */
    async lastSeq(): Promise<number> {
      const row = await engine.reader.selectFrom('events').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return row?.seq ?? 0;
    },

    /** The number before the newest `count` events; numbers of events that were forgotten are missing. */
    async seqBefore(count: number): Promise<number> {
      const older = engine.reader.selectFrom('events').select('seq').orderBy('seq', 'desc').offset(count).limit(1);
      return (await older.executeTakeFirst())?.seq ?? 0;
    },
  };
}

/** Adds events to the trail. */
export async function appendEvents(db: Transaction, events: Omit<AuditEvent, 'seq'>[]): Promise<void> {
  for (const { userId, clientId, detail, ...event } of events) {
    const { seq } = await db
      .insertInto('events')
      .values({ ...event, is_refusal: Number(isRefusal(event.type)), user_id: userId, client_id: clientId, detail: JSON.stringify(detail) })
      .returning('seq')
      .executeTakeFirstOrThrow();
    if (seq % FORGETTING_EVERY === 0) for (const kind of [0, 1]) await forget(db, kind);
  }
}

const isRefusal = (type: string) => type.endsWith('.refused');

async function forget(db: Transaction, kind: number): Promise<void> {
  const ofKind = db.selectFrom('events').select('seq').where('is_refusal', '=', kind).orderBy('seq', 'desc');
  const newestLost = await ofKind.offset(KEPT).limit(1).executeTakeFirst();
  if (newestLost) await db.deleteFrom('events').where('is_refusal', '=', kind).where('seq', '<=', newestLost.seq).execute();
}
