import { heartrateRows } from '../heartrate-data.js';
import { createLedger, heartrate, openStore, systemClock } from '../product.js';
import { FIRST_DAY, YEAR_DAYS } from './simulate-people.js';

const PROFILE = { email: null, age: null, weight: null, height: null, biological_sex: null };

/** Adds users to a store who have nothing but a year of heart rate, a row each five minutes. */
export async function addEvenHeartrate(place: string, users: number): Promise<void> {
  await using store = await openStore(place);
  const ledger = createLedger(store, systemClock);
  for (let user = 1; user <= users; user++) {
    const owner = await store.users.add({ ...PROFILE, id: `even-${user}`, createdAt: '2026-03-01T00:00:00.000Z' });
    await ledger.transaction((to) => to.putRows(owner, heartrate, heartrateRows(user, FIRST_DAY, YEAR_DAYS, 'even')));
  }
}
