import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { compare } from './compare.js';
import { FIRST_DAY } from './daily-sleep-data.js';
import { heartrateRows } from './heartrate-data.js';
import { createLedger, DAY_MS, heartrate, openStore, systemClock } from './product.js';
import { addUsers } from './stores.js';

const USERS = 100;
const DAYS = 30;
const PAGE_ROWS = 1000;

/** A full page of heart-rate rows from a random hour of a random user. */
export const heartratePage: Bench = async (options) => {
  const { scratch, say } = options;
  say('heart-rate page');
  const folder = mkdtempSync(path.join(scratch, 'heartrate-page-'));
  const store = await openStore(path.join(folder, 'circlet.sqlite'));
  const tokens = await addUsers(store, USERS);
  const ledger = createLedger(store, systemClock);
  for (let user = 1; user <= USERS; user++) {
    const rows = heartrateRows(user, FIRST_DAY, DAYS, 'even');
    await ledger.transaction((to) => to.putRows({ userNo: user, id: `user-${user}` }, heartrate, rows));
  }
  await store.close();
  const chance = createChance(1000);
  const next = () => {
    const user = below(chance, USERS);
    const fromMs = FIRST_DAY * DAY_MS + below(chance, 24 * (DAYS - 5)) * 3_600_000;
    const [from, to] = [fromMs, fromMs + 5 * DAY_MS].map((ms) => new Date(ms).toISOString());
    return {
      path: `/v2/usercollection/heartrate?start_datetime=${from}&end_datetime=${to}`,
      token: tokens[user] as string,
      isRight(text: string) {
        const { data } = JSON.parse(text) as { data: { bpm: number }[] };
        const expected = heartrateRows(user + 1, FIRST_DAY, DAYS, 'even');
        const first = expected.times.indexOf(fromMs);
        return data.length === PAGE_ROWS && data.every(({ bpm }, at) => bpm === expected.columns[0][first + at]);
      },
    };
  };
  return compare({ name: 'heart-rate page of 1,000 rows', folder, naive: null, next }, options);
};
