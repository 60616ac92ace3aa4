import { mkdtempSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { FIRST_DAY } from './daily-sleep-data.js';
import { heartrateRows, type Rhythm } from './heartrate-data.js';
import { behaviourOf, createLedger, DAY_MS, heartrate, listSeries, openStore, storeSource, systemClock } from './product.js';
import { addUsers } from './stores.js';

/** So many that an empty store hardly counts. */
const USERS = 20;
const DAYS = 365;
const DAYS_READ = 30;
const PAGE_ROWS = 8640;
const READS_PER_ROUND = 60;

/** Heart rate in the store: its size on disk, and the CPU time from there to the JSON of 30 days. */
export const codec: Bench = async ({ scratch, rounds, say }) => {
  say('heart rate, storage to JSON');
  const even = await storeYear(scratch, 'even');
  const bursts = await storeYear(scratch, 'bursts');
  return [
    { name: 'heart rate, storage to JSON: ns per row', values: await readingNanos(even.file, rounds) },
    { name: 'heart rate in bursts, storage to JSON: ns per row', values: await readingNanos(bursts.file, rounds) },
    { name: 'heart rate on disk: bytes per sample', values: [even.bytesPerSample] },
    { name: 'heart rate in bursts on disk: bytes per sample', values: [bursts.bytesPerSample] },
  ];
};

/** A store of a year of heart rate of each user, and the size of its whole file by rows. */
async function storeYear(scratch: string, rhythm: Rhythm): Promise<{ file: string; bytesPerSample: number }> {
  const file = path.join(mkdtempSync(path.join(scratch, 'codec-')), 'circlet.sqlite');
  const store = await openStore(file);
  await addUsers(store, USERS);
  const ledger = createLedger(store, systemClock);
  let rowCount = 0;
  for (let user = 1; user <= USERS; user++) {
    const rows = heartrateRows(user, FIRST_DAY, DAYS, rhythm);
    await ledger.transaction((to) => to.putRows({ userNo: user, id: `user-${user}` }, heartrate, rows));
    rowCount += rows.times.length;
  }
  await store.close();
  return { file, bytesPerSample: statSync(file).size / rowCount };
}

async function readingNanos(file: string, rounds: number): Promise<number[]> {
  await using store = await openStore(file);
  const settings = { behaviour: behaviourOf('contract', { seriesPageSize: PAGE_ROWS }), clock: systemClock, cursorKey: Buffer.alloc(32) };
  const source = storeSource(store, 1);
  const chance = createChance(8640);
  const read = async () => {
    const fromMs = (FIRST_DAY + below(chance, DAYS - DAYS_READ)) * DAY_MS;
    const query: Record<string, string> = { start_datetime: `${fromMs}`, end_datetime: `${fromMs + DAYS_READ * DAY_MS - 1}` };
    return listSeries(source, heartrate, (name) => query[name], false, settings);
  };
  const rows = (JSON.parse((await read()).bytes.toString()) as { data: unknown[] }).data.length;
  if (rows !== PAGE_ROWS) throw new Error(`30 days gave ${rows} rows`);
  const nanos: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const before = process.cpuUsage();
    for (let count = 0; count < READS_PER_ROUND; count++) await read();
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) nanos.push(((user + system) * 1000) / (READS_PER_ROUND * PAGE_ROWS));
  }
  return nanos;
}
