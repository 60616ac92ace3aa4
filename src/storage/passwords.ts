import type { Engine } from './engine.js';

/** Hashes of passwords, apart from everything else that is known of a user. */
export function createPasswords(engine: Engine) {
  return {
    async find(userNo: number): Promise<string | null> {
      const row = await engine.reader.selectFrom('passwords').select('hash').where('user_no', '=', userNo).executeTakeFirst();
      return row?.hash ?? null;
    },

    /** Sets a user's password and signs them out everywhere. */
    async put(userNo: number, hash: string): Promise<void> {
      await engine.transaction(async (db) => {
        await db
          .insertInto('passwords')
          .values({ user_no: userNo, hash })
          .onConflict((conflict) => conflict.column('user_no').doUpdateSet({ hash }))
          .execute();
        await db.deleteFrom('sessions').where('user_no', '=', userNo).execute();
      });
    },
  };
}
