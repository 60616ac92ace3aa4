import type { Bench } from './bench.js';
import { createListAsks } from './lists.js';
import { postmasterOf } from './process-tree.js';
import type { Measurement } from './report.js';
import { FEW_USERS, prepareStore } from './stores.js';
import type { Traffic } from './traffic/ask.js';
import { createTrafficClient, type TrafficClient } from './traffic/client.js';
import { driveClosed, driveOpen } from './traffic/drive.js';
import { type Loaded, measure, type Stretch } from './traffic/measure.js';
import { noTally, type Tally } from './traffic/tally.js';
import { driveWrk, hasWrk } from './traffic/wrk.js';
import { startWorkers } from './worker-processes.js';

const SECONDS = 5;
/** Connections of the closed loop. */
const CONNECTIONS = 32;
/** Different requests of it. */
const ASKS = 5000;
/** Clients that find out what one worker does at most. */
const LOOPS = 16;
/** Of the open loop, the share of what one worker does at most: both servers are idle in between. */
const PACE = 0.5;

interface Contestant extends Loaded, AsyncDisposable {
  client: TrafficClient;
}

/**
 * One process against two, on the same store and under the same load: 30 documents of 100 users. CPU time of all processes of the server
 * and of its database, once as fast as it goes, once at an even rate for both.
 */
export const workers: Bench = async ({ rounds, stores, scratch, postgres, isBound, say }) => {
  const { folder, database, tokens } = await prepareStore(stores, FEW_USERS, postgres);
  const where = postgres === null ? '' : ', PostgreSQL';
  say(`workers${where}`);
  const postmaster = database === null ? null : await postmasterOf(database);
  const asks = createListAsks({ tokens });
  const next: Traffic = () => ({ ...asks(), kind: 'list', method: 'GET', accepts: [200] });
  const start = async (count: number): Promise<Contestant> => {
    const server = await startWorkers({ folder, database, workers: count, isBound });
    const client = createTrafficClient(server.url, LOOPS);
    const close = async () => {
      await client[Symbol.asyncDispose]();
      await server.stop();
    };
    return { server, postmaster, client, [Symbol.asyncDispose]: close };
  };
  await using one = await start(1);
  await using two = await start(2);
  const closed = (loaded: Contestant) => measure(loaded, (tally) => driveClosed(loaded.client, next, LOOPS, SECONDS, tally));
  for (const contestant of [one, two]) await driveClosed(contestant.client, next, LOOPS, SECONDS, noTally());
  const rate = (await closed(one)).requestsPerSecond * PACE;
  const even = (loaded: Contestant) => measure(loaded, (tally) => driveOpen(loaded.client, next, rate, SECONDS, () => tally));
  const load = { asks: Array.from({ length: ASKS }, asks), folder: scratch, connections: CONNECTIONS, seconds: SECONDS, isBound };
  const fast = (loaded: Contestant) => measure(loaded, (tally: Tally) => driveWrk({ url: loaded.server.url, ...load }, tally));
  const loads: [how: string, load: typeof fast][] = [['at an even rate', even]];
  if (hasWrk()) loads.unshift(['as fast as it goes', fast]);
  else say('as fast as it goes is left out; it takes wrk');
  const measurements: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [how, run] of loads) {
      // Whoever is second finds the caches and the clock of the machine as the first left them: turns change.
      const inTurn = round % 2 === 0 ? [one, two] : [two, one];
      const stretches = new Map<Contestant, Stretch>();
      for (const contestant of inTurn) stretches.set(contestant, await run(contestant));
      measurements.push(...figures(`${how}${where}`, stretches.get(one) as Stretch, stretches.get(two) as Stretch));
    }
  }
  return measurements;
};

const cpuOf = ({ cpuMicros, databaseCpuMicros }: Stretch) => cpuMicros + databaseCpuMicros;

function figures(how: string, one: Stretch, two: Stretch): Measurement[] {
  return [
    { name: `two workers, ${how}: requests per CPU second, ratio to one worker`, values: [cpuOf(one) / cpuOf(two)] },
    { name: `two workers, ${how}: requests per second, ratio to one worker`, values: [two.requestsPerSecond / one.requestsPerSecond] },
    ...[one, two].flatMap((stretch, at) => [
      { name: `${at === 0 ? 'one worker' : 'two workers'}, ${how}: requests per second`, values: [stretch.requestsPerSecond] },
      { name: `${at === 0 ? 'one worker' : 'two workers'}, ${how}: CPU in µs`, values: [cpuOf(stretch)] },
      ...(stretch.p99 === 0 ? [] : [{ name: `${at === 0 ? 'one worker' : 'two workers'}, ${how}: p99 in ms`, values: [stretch.p99] }]),
    ]),
  ];
}
