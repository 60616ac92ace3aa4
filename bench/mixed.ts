import type { Bench } from './bench.js';
import { DAYS } from './daily-sleep-data.js';
import { HEARTRATE_DAYS } from './load-heartrate.js';
import { postmasterOf } from './process-tree.js';
import type { Measurement } from './report.js';
import { prepareStore } from './stores.js';
import { createTrafficClient, type TrafficClient } from './traffic/client.js';
import { driveClosed } from './traffic/drive.js';
import { type Loaded, measure } from './traffic/measure.js';
import { createMixedTraffic } from './traffic/mixed-traffic.js';
import { noTally } from './traffic/tally.js';
import { startWorkers } from './worker-processes.js';

const SECONDS = 10;
const LOOPS = 16;
/** Users with heart rate: the tenth of them from whom three quarters of the reads come. */
const HEARTRATE_SHARE = 0.1;

/** Reads and writes of many users as traffic/mixed-traffic.ts has them, as fast as they go, with one process and with two. */
export const mixed: Bench = async ({ rounds, users, stores, postgres, isBound, say }) => {
  const heartrateUsers = Math.ceil(users * HEARTRATE_SHARE);
  say(`a store of ${users} users × ${DAYS} documents, ${heartrateUsers} of them with ${HEARTRATE_DAYS} days of heart rate`);
  const { folder, database, tokens } = await prepareStore(stores, users, postgres, heartrateUsers);
  const postmaster = database === null ? null : await postmasterOf(database);
  const measurements: Measurement[] = [];
  for (const workers of [1, 2]) {
    const name = `mixed load of ${users.toLocaleString('en')} users, ${workers === 1 ? 'one worker' : 'two workers'}${postgres === null ? '' : ', PostgreSQL'}`;
    say(name);
    await using server = await startWorkers({ folder, database, workers, isBound });
    await using client = createTrafficClient(server.url, LOOPS);
    const next = createMixedTraffic({ tokens, adminToken: server.adminToken, seed: 11 });
    await driveClosed(client, next, LOOPS, SECONDS, noTally());
    for (let round = 0; round < rounds; round++) {
      const stretch = await measure({ server, postmaster }, (tally) => driveClosed(client, next, LOOPS, SECONDS, tally));
      measurements.push(
        { name: `${name}: requests per second`, values: [stretch.requestsPerSecond] },
        { name: `${name}: CPU in µs`, values: [stretch.cpuMicros] },
        ...(postmaster === null ? [] : [{ name: `${name}: CPU of the database in µs`, values: [stretch.databaseCpuMicros] }]),
        { name: `${name}: p50 in ms`, values: [stretch.p50] },
        { name: `${name}: p99 in ms`, values: [stretch.p99] },
      );
    }
    measurements.push(...(await eachAlone(name, { server, postmaster }, client, tokens)));
    // Of several processes, the first only starts the others.
    const rss = server.usages().slice(workers === 1 ? 0 : 1);
    measurements.push({ name: `${name}: RSS per worker in MB`, values: rss.map((one) => one.rss / 1e6) });
  }
  return measurements;
};

/** The same reads alone, and the same writes. */
async function eachAlone(name: string, loaded: Loaded, client: TrafficClient, tokens: readonly string[]): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const [what, writes] of [['reads', 0] as const, ['writes', 1] as const]) {
    const next = createMixedTraffic({ tokens, adminToken: loaded.server.adminToken, seed: 12, writes });
    const bytes = client.bodyBytes();
    const stretch = await measure(loaded, (tally) => driveClosed(client, next, LOOPS, SECONDS, tally));
    measurements.push(
      { name: `${name}, ${what} alone: requests per second`, values: [stretch.requestsPerSecond] },
      { name: `${name}, ${what} alone: CPU in µs`, values: [stretch.cpuMicros] },
      { name: `${name}, ${what} alone: CPU of the database in µs`, values: [stretch.databaseCpuMicros] },
      { name: `${name}, ${what} alone: bytes to the disk`, values: [stretch.writtenBytes] },
      { name: `${name}, ${what} alone: bytes of bodies`, values: [(client.bodyBytes() - bytes) / stretch.tally.requests] },
    );
  }
  return measurements;
}
