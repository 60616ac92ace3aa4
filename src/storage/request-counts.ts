import { sql } from 'kysely';
import type { Engine } from './engine.js';

/** Counts of requests that servers on different machines take from. */
export function createRequestCounts(engine: Engine) {
  let newestWindow = 0;
  return {
    /**
     * Counts `used` for a key and takes what `grant` allows of what then is left of its limit; tells how many. Counts of past windows are
     * forgotten.
     */
    async reserve(key: string, limit: number, window: number, used: number, grant: (rest: number) => number): Promise<number> {
      const isNew = window > newestWindow;
      newestWindow = Math.max(window, newestWindow);
      // Keys are bytes, which a text of PostgreSQL cannot hold.
      const counted = Buffer.from(key, 'latin1').toString('hex');
      return engine.sharedTransaction(async (db) => {
        // A count that a crash takes back lets somebody ask a hundred times more; waiting for the disk would cost everybody.
        if (engine.kind === 'postgres') await sql`set local synchronous_commit to off`.execute(db);
        if (isNew) await db.deleteFrom('request_counts').where('window_no', '<', window).execute();
        const { taken } = await db
          .insertInto('request_counts')
          .values({ counted, window_no: window, taken: used })
          .onConflict((conflict) =>
            conflict
              .columns(['counted', 'window_no'])
              .doUpdateSet((update) => ({ taken: update('request_counts.taken', '+', update.ref('excluded.taken')) })),
          )
          .returning('taken')
          .executeTakeFirstOrThrow();
        const granted = grant(limit - taken);
        if (granted === 0) return 0;
        const more = db.updateTable('request_counts').set({ taken: taken + granted });
        await more.where('counted', '=', counted).where('window_no', '=', window).execute();
        return granted;
      });
    },
  };
}
