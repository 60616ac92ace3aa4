import { setTimeout as pause } from 'node:timers/promises';
import { createChance } from '../chance.js';
import type { Traffic } from './ask.js';
import type { TrafficClient } from './client.js';
import { count, type Tally } from './tally.js';

/** Sends for so long from `loops` clients of which each waits for its answer before it asks again. Returns the seconds it took. */
export async function driveClosed(client: TrafficClient, next: Traffic, loops: number, seconds: number, tally: Tally): Promise<number> {
  const started = performance.now();
  const endsAt = started + seconds * 1000;
  const loop = async () => {
    for (let sent = performance.now(); sent < endsAt; sent = performance.now()) {
      const ask = next();
      count(tally, ask, await client.send(ask), performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: loops }, loop));
  return (performance.now() - started) / 1000;
}

/**
 * Calls `arrive` at the moments of a Poisson process of `rateAt` per second, whoever is still being served, and resolves when all of them
 * are. `arrive` is told when it should have been called: what it waited for is part of what it took.
 */
export async function arrivals(
  rateAt: (second: number) => number,
  seconds: number,
  arrive: (dueAt: number) => Promise<unknown>,
  stop?: AbortSignal,
): Promise<void> {
  const chance = createChance(1);
  const started = performance.now();
  const under = new Set<Promise<unknown>>();
  let second = 0;
  while (!stop?.aborted) {
    second += -Math.log(1 - chance()) / rateAt(second);
    if (second >= seconds) break;
    const dueAt = started + second * 1000;
    if (dueAt > performance.now()) await pause(dueAt - performance.now());
    const served = arrive(dueAt).finally(() => under.delete(served));
    under.add(served);
  }
  await Promise.all(under);
}

/** Sends `rate` requests per second, for so long; `tally` may change to another one meanwhile. */
export function driveOpen(
  client: TrafficClient,
  next: Traffic,
  rate: number,
  seconds: number,
  tally: () => Tally,
  stop?: AbortSignal,
): Promise<void> {
  const arrive = async (dueAt: number) => {
    const ask = next();
    const status = await client.send(ask);
    count(tally(), ask, status, performance.now() - dueAt);
  };
  return arrivals(() => rate, seconds, arrive, stop);
}
