import { DAYS, FIRST_DAY } from './daily-sleep-data.js';
import { heartrateRows } from './heartrate-data.js';
import { createLedger, heartrate, type Store, systemClock } from './product.js';

const USERS_AT_ONCE = 10;
/** Days of heart rate, up to the last day of which there are documents. */
export const HEARTRATE_DAYS = 30;

/** Writes heart rate of each five minutes for the users 1 to `users` through the ledger. */
export async function loadHeartrate(store: Store, users: number): Promise<void> {
  const ledger = createLedger(store, systemClock);
  for (let first = 1; first <= users; first += USERS_AT_ONCE) {
    await ledger.transaction(async (to) => {
      for (let user = first; user < Math.min(first + USERS_AT_ONCE, users + 1); user++) {
        const rows = heartrateRows(user, FIRST_DAY + DAYS - HEARTRATE_DAYS, HEARTRATE_DAYS, 'even');
        await to.putRows({ userNo: user, id: `user-${user}` }, heartrate, rows);
      }
    });
  }
}
