import { alternate, timesLess } from './alternate.js';
import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { DAYS, FIRST_DAY } from './daily-sleep-data.js';
import { dayText } from './product.js';
import { startCirclet, startUnguarded } from './servers.js';
import { FEW_USERS, prepareStore } from './stores.js';

const DOCUMENTS = 30;

/** What it costs to know who asks: 30 documents of one user, against the same server with the look-up of tokens stubbed out. */
export const authentication: Bench = async ({ rounds, stores, isBound, say }) => {
  const { folder, tokens } = await prepareStore(stores, FEW_USERS);
  say('authentication');
  await using circlet = await startCirclet(folder, null, isBound);
  await using unguarded = await startUnguarded(folder, isBound);
  const chance = createChance(7);
  const next = () => {
    const first = FIRST_DAY + below(chance, DAYS - DOCUMENTS + 1);
    const query = `start_date=${dayText(first)}&end_date=${dayText(first + DOCUMENTS - 1)}`;
    return { path: `/v2/usercollection/daily_sleep?${query}`, token: tokens[0] as string };
  };
  const measured = await alternate({ circlet, unguarded }, rounds, next);
  return [{ name: 'authenticated list: ratio to unauthenticated', values: timesLess(measured.circlet, measured.unguarded) }];
};
