import type { Transaction } from './tables.js';

const SETTING = 'webhook-cursor';

/** The last change that was told to subscriptions; 0 at first. */
export async function readChangeCursor(db: Transaction): Promise<number> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', SETTING).executeTakeFirst();
  return row ? Number(row.value) : 0;
}

/** Moves on, in the transaction that also writes what comes of those changes. */
export async function writeChangeCursor(db: Transaction, seq: number): Promise<void> {
  const value = String(seq);
  await db
    .insertInto('settings')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** The number of the newest change; 0 where there is none. */
export async function newestChange(db: Transaction): Promise<number> {
  return (await db.selectFrom('changes').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst())?.seq ?? 0;
}
