import { CHANGES_KEPT, forgetChanges, isTimeToForget, newestChange, readChangeCursor, type Store, writeChangeCursor } from './product.js';

/** Leaves the change log as a server that was there would have: it would be busy with that meanwhile, and each step is a commit. */
export async function forgetOldChanges({ engine }: Store): Promise<void> {
  await engine.transaction(async (db) => writeChangeCursor(db, await newestChange(db)));
  while (isTimeToForget(await readChangeCursor(engine.reader), CHANGES_KEPT)) {
    await engine.transaction((db) => forgetChanges(db, CHANGES_KEPT));
  }
}
