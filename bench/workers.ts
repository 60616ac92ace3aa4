import type { Bench } from './bench.js';
import { createListAsks } from './lists.js';
import { postmasterOf } from './process-tree.js';
import type { Measurement } from './report.js';
import { FEW_USERS, prepareStore } from './stores.js';
import type { Traffic } from './traffic/ask.js';
import { createTrafficClient, type TrafficClient } from './traffic/client.js';
import { driveClosed, driveOpen } from './traffic/drive.js';
import { type Loaded, measure, type Stretch } from './traffic/measure.js';
import { noTally } from './traffic/tally.js';
import { startWorkers } from './worker-processes.js';

const SECONDS = 5;
/** Clients of the closed loop, few enough for the load to get its turns beside two workers on two cores. */
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
export const workers: Bench = async ({ rounds, stores, postgres, isBound, say }) => {
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
  const fast = (loaded: Contestant) => measure(loaded, (tally) => driveClosed(loaded.client, next, LOOPS, SECONDS, tally));
  for (const contestant of [one, two]) await driveClosed(contestant.client, next, LOOPS, SECONDS, noTally());
  const rate = (await fast(one)).requestsPerSecond * PACE;
  const even = (loaded: Contestant) => measure(loaded, (tally) => driveOpen(loaded.client, next, rate, SECONDS, () => tally));
  const measurements: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [how, load] of [['as fast as it goes', fast] as const, ['at an even rate', even] as const]) {
      // Whoever is second finds the caches and the clock of the machine as the first left them: turns change.
      const inTurn = round % 2 === 0 ? [one, two] : [two, one];
      const stretches = new Map<Contestant, Stretch>();
      for (const contestant of inTurn) stretches.set(contestant, await load(contestant));
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
      { name: `${at === 0 ? 'one worker' : 'two workers'}, ${how}: p99 in ms`, values: [stretch.p99] },
    ]),
  ];
}
