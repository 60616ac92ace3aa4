import { setInterval as every } from 'node:timers/promises';
import type { Traffic } from '../traffic/ask.js';
import { createTrafficClient } from '../traffic/client.js';
import { driveClosed, driveOpen } from '../traffic/drive.js';
import { latency, noTally, requireExpected, type Tally } from '../traffic/tally.js';
import type { Sample } from './judge.js';
import { readMetrics } from './metrics.js';

const CONNECTIONS = 64;
const WARM_UP = { loops: 32, seconds: 20 };

export interface SoakOptions {
  /** Of the server, and of its metrics without a scheme. */
  url: string;
  metrics: string;
  traffic: Traffic;
  /** Requests per second. */
  rate: number;
  seconds: number;
  sampleSeconds: number;
  said(sample: Sample): void;
  /** Ends it early. */
  stop: AbortSignal;
}

export interface Soaked {
  samples: Sample[];
  statuses: Record<string, number>;
  unexpected: Record<string, number>;
}

/**
 * Sends as many requests as come in minutes of the even rate: memory of a process that is new has to grow first. Throws where an answer was
 * not expected.
 */
export async function warmUp({ url, traffic }: Pick<SoakOptions, 'url' | 'traffic'>): Promise<void> {
  await using client = createTrafficClient(url, CONNECTIONS);
  const tally = noTally();
  await driveClosed(client, traffic, WARM_UP.loops, WARM_UP.seconds, tally);
  requireExpected(tally);
}

/** Sends traffic at an even rate, whoever is still being served, and looks at the server every so often. */
export async function runSoak({ url, metrics, traffic, rate, seconds, sampleSeconds, said, stop }: SoakOptions): Promise<Soaked> {
  await using client = createTrafficClient(url, CONNECTIONS);
  const soaked: Soaked = { samples: [], statuses: {}, unexpected: {} };
  let tally = noTally();
  await readMetrics(metrics);
  const started = performance.now();
  const over = new AbortController();
  const end = AbortSignal.any([stop, over.signal]);
  const sample = async () => {
    const done = tally;
    tally = noTally();
    add(soaked, done);
    const seen = await readMetrics(metrics);
    const latencies = { latencyP50: latency(done, 0.5), latencyP99: latency(done, 0.99), requests: done.requests };
    const next: Sample = { seconds: (performance.now() - started) / 1000, ...seen, ...latencies };
    soaked.samples.push(next);
    said(next);
  };
  const sampling = (async () => {
    for await (const _ of every(sampleSeconds * 1000, null, { signal: end })) await sample();
  })().catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
  try {
    // A server that does not tell its metrics any more is found out at once.
    await Promise.race([driveOpen(client, traffic, rate, seconds, () => tally, end), sampling]);
  } finally {
    over.abort();
  }
  await sampling;
  add(soaked, tally);
  return soaked;
}

function add({ statuses, unexpected }: Soaked, tally: Tally): void {
  for (const [into, from] of [[statuses, tally.statuses] as const, [unexpected, tally.unexpected] as const]) {
    for (const [name, number] of Object.entries(from)) into[name] = (into[name] ?? 0) + number;
  }
}
