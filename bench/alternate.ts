import { type Ask, createLoadClient } from './load.js';
import type { ServerProcess } from './server-process.js';
import { quantile } from './statistics.js';

const WARM_UP_REQUESTS = 3000;
const ROUND_SECONDS = 2.5;

/** One round of load on one server. */
export interface Round {
  /** CPU time of the server process per request, all its threads. */
  cpuMicros: number;
  requestsPerSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/**
 * Loads the servers in turn with what `next` gives for each, `rounds` times, after a round each that does not count. A round takes about 2.5 s;
 * `prepare` is done before each.
 */
export async function alternate<Name extends string>(
  servers: Record<Name, ServerProcess>,
  rounds: number,
  next: (name: Name) => Ask,
  prepare: (name: Name) => Promise<unknown> = async () => {},
): Promise<Record<Name, Round[]>> {
  const results = {} as Record<Name, Round[]>;
  const contestants = (Object.entries(servers) as [Name, ServerProcess][]).map(([name, server]) => ({
    ...{ name, server, client: createLoadClient(server.url), requests: WARM_UP_REQUESTS },
  }));
  for (const contestant of contestants) {
    results[contestant.name] = [];
    await prepare(contestant.name);
    await contestant.client.run(WARM_UP_REQUESTS, () => next(contestant.name));
    const { seconds } = await contestant.client.run(WARM_UP_REQUESTS, () => next(contestant.name));
    contestant.requests = Math.round((WARM_UP_REQUESTS / seconds) * ROUND_SECONDS);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { name, server, client, requests } of contestants) {
      await prepare(name);
      const before = await server.usage();
      const { seconds, latencies } = await client.run(requests, () => next(name));
      const cpuMicros = ((await server.usage()).cpuMicros - before.cpuMicros) / requests;
      results[name].push({
        cpuMicros,
        requestsPerSecond: requests / seconds,
        p50: quantile(latencies, 0.5),
        p99: quantile(latencies, 0.99),
      });
    }
  }
  for (const { client } of contestants) await client[Symbol.asyncDispose]();
  return results;
}

/** How many times less CPU time `one` takes than `other`, round by round. */
export function timesLess(one: readonly Round[], other: readonly Round[]): number[] {
  return one.map(({ cpuMicros }, round) => (other[round] as Round).cpuMicros / cpuMicros);
}
