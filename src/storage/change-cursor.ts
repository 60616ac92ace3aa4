import type { Transaction } from './tables.js';

/** How far the change log has come. Both numbers only rise; 0 at first. */
export interface ChangeCursor {
  /** The last change that was told to subscriptions, or that nobody was there to be told of. */
  toldSeq: number;
  /** The last change that was removed for its age. */
  forgottenSeq: number;
}

const TOLD = 'webhook-cursor';
const FORGOTTEN = 'changes-forgotten';

/** Of changes that were told, so many of the newest are kept, by their numbers: clocks jump. */
export const CHANGES_KEPT = 1_000_000;
/** Changes are forgotten once there are so many to forget, and at most so many at once, since others wait to write. */
const FORGETTING_EVERY = 1000;
const FORGOTTEN_AT_ONCE = 4000;

/** Where it is. */
export async function readChangeCursor(db: Transaction): Promise<ChangeCursor> {
  const rows = await db.selectFrom('settings').select(['name', 'value']).where('name', 'in', [TOLD, FORGOTTEN]).execute();
  const seqOf = (wanted: string) => Number(rows.find(({ name }) => name === wanted)?.value ?? 0);
  return { toldSeq: seqOf(TOLD), forgottenSeq: seqOf(FORGOTTEN) };
}

/** Moves on, in the transaction that also writes what comes of those changes. */
export const writeChangeCursor = (db: Transaction, seq: number): Promise<void> => write(db, TOLD, seq);

async function write(db: Transaction, name: string, seq: number): Promise<void> {
  const value = String(seq);
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** The number of the newest change; 0 where there is none. */
export async function newestChange(db: Transaction): Promise<number> {
  return (await db.selectFrom('changes').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst())?.seq ?? 0;
}

/** Whether it is time to forget changes, where the log keeps `kept` of those that were told. */
export function isTimeToForget({ toldSeq, forgottenSeq }: ChangeCursor, kept: number): boolean {
  return toldSeq - kept - forgottenSeq >= FORGETTING_EVERY;
}

/**
 * Removes the oldest changes beyond `kept` (at least 1) in a transaction that holds the store, if it is time, and not all of them at once.
 * What was not told stays, however much it is, and so does the newest.
 */
export async function forgetChanges(db: Transaction, kept: number): Promise<void> {
  const cursor = await readChangeCursor(db);
  if (!isTimeToForget(cursor, kept)) return;
  const { toldSeq, forgottenSeq } = cursor;
  const old = db
    .selectFrom('changes')
    .select('seq')
    .where('seq', '>', forgottenSeq)
    .where('seq', '<=', toldSeq - kept);
  // Numbers have gaps, and nobody knows how wide.
  const last = await old
    .orderBy('seq')
    .limit(1)
    .offset(FORGOTTEN_AT_ONCE - 1)
    .executeTakeFirst();
  const upToSeq = last?.seq ?? toldSeq - kept;
  await db.deleteFrom('changes').where('seq', '>', forgottenSeq).where('seq', '<=', upToSeq).execute();
  await write(db, FORGOTTEN, upToSeq);
}
