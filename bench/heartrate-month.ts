import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { type CheckedAsk, compare } from './compare.js';
import { FIRST_DAY } from './daily-sleep-data.js';
import { createDatabase } from './databases.js';
import { heartrateRows } from './heartrate-data.js';
import { createLedger, DAY_MS, heartrate, openStore, systemClock } from './product.js';
import { addUsers } from './stores.js';

const USERS = 100;
const DAYS = 30;
const ROWS = DAYS * 288;

/** All 8,640 rows of heart rate of 30 days of a random user, in one answer: plain, and as gzip; the bare server sends them plain. */
export const heartrateMonth: Bench = async (options) => {
  const { postgres, scratch, say } = options;
  const folder = mkdtempSync(path.join(scratch, 'heartrate-month-'));
  const database = postgres === null ? null : await createDatabase(postgres, 'heartrate_month');
  const tokens = await fillStore(database ?? path.join(folder, 'circlet.sqlite'));
  const name = `30 days of heart rate${postgres === null ? '' : ', PostgreSQL'}`;
  const settings = ['--series-page-size', String(ROWS)];
  const measure = (what: string, acceptEncoding: string) => {
    say(what);
    return compare({ name: what, folder, database, naive: null, settings, next: createAsks(tokens, acceptEncoding) }, options);
  };
  return [...(await measure(name, 'identity')), ...(await measure(`${name}, gzip`, 'gzip'))];
};

async function fillStore(place: string): Promise<string[]> {
  await using store = await openStore(place);
  const tokens = await addUsers(store, USERS);
  const ledger = createLedger(store, systemClock);
  for (let user = 1; user <= USERS; user++) {
    const rows = heartrateRows(user, FIRST_DAY, DAYS, 'even');
    await ledger.transaction((to) => to.putRows({ userNo: user, id: `user-${user}` }, heartrate, rows));
  }
  return tokens;
}

function createAsks(tokens: readonly string[], acceptEncoding: string): () => CheckedAsk {
  const chance = createChance(ROWS);
  const [from, to] = [FIRST_DAY * DAY_MS, (FIRST_DAY + DAYS) * DAY_MS - 1].map((ms) => new Date(ms).toISOString());
  return () => {
    const user = below(chance, tokens.length);
    return {
      path: `/v2/usercollection/heartrate?start_datetime=${from}&end_datetime=${to}`,
      token: tokens[user] as string,
      acceptEncoding,
      isRight(text) {
        const { data } = JSON.parse(text) as { data: { timestamp_unix: number; bpm: number }[] };
        const { times, columns } = heartrateRows(user + 1, FIRST_DAY, DAYS, 'even');
        return data.length === ROWS && data.every((row, at) => row.bpm === columns[0][at] && row.timestamp_unix === times[at]);
      },
    };
  };
}
