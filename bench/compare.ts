import path from 'node:path';
import { alternate, type Round, timesLess } from './alternate.js';
import type { BenchOptions } from './bench.js';
import { type Ask, createLoadClient } from './load.js';
import { profileText } from './profile.js';
import type { Measurement } from './report.js';
import type { ServerProcess } from './server-process.js';
import { startBare, startCirclet, startNaive } from './servers.js';
import { readThrough } from './stores.js';

/** Answers of Circlet that are checked, and that the bare server then sends in turn. */
const CHECKED_ANSWERS = 64;
const PROFILE = 'circlet.cpuprofile';
const PROFILE_LINES = 20;

/** Something to ask for, and how to see that the answer is the right one. */
export interface CheckedAsk extends Ask {
  isRight(text: string): boolean;
}

/** What is compared under which name. */
export interface Comparison {
  name: string;
  /** Folder of the store. */
  folder: string;
  /** Address of the store, where it is on PostgreSQL. */
  database?: string | null;
  /** The naive handler's file, where it takes part. */
  naive: string | null;
  /** Further parameters of `circlet serve`. */
  settings?: readonly string[];
  next(): CheckedAsk;
}

/** Circlet, the bare server and, where it takes part, the naive handler in turn: ratios of CPU time, latencies, memory. */
export async function compare(comparison: Comparison, options: BenchOptions): Promise<Measurement[]> {
  const { name, folder, database = null, naive, settings = [], next } = comparison;
  const { isBound, isProfiled, rounds, scratch, say } = options;
  const servers: Record<string, ServerProcess> = {};
  try {
    servers.circlet = await startCirclet(
      folder,
      database,
      isBound,
      isProfiled ? ['--cpu-prof', '--cpu-prof-dir', scratch, '--cpu-prof-name', PROFILE] : [],
      settings,
    );
    const bodies = await checkedAnswers(servers.circlet, next);
    servers.bare = await startBare(folder, isBound, bodies);
    if (naive !== null) {
      servers.naive = await startNaive(naive, isBound);
      await checkedAnswers(servers.naive, next);
    }
    const files: Record<string, string | null> = { circlet: database === null ? path.join(folder, 'circlet.sqlite') : null, naive };
    const warm = async (server: string) => files[server] && readThrough(files[server]);
    const results = await alternate(servers, rounds, next, warm);
    const { rss } = await servers.circlet.usage();
    return [
      ...figures(name, results),
      { name: `${name}: bytes`, values: bodies.map((body) => Buffer.byteLength(body)) },
      { name: `${name}: RSS in MB`, values: [rss / 1e6] },
    ];
  } finally {
    for (const server of Object.values(servers)) await server.stop();
    if (isProfiled) say(profileText(path.join(scratch, PROFILE), PROFILE_LINES));
  }
}

async function checkedAnswers(server: ServerProcess, next: () => CheckedAsk): Promise<string[]> {
  await using client = createLoadClient(server.url);
  const bodies: string[] = [];
  for (let count = 0; count < CHECKED_ANSWERS; count++) {
    const ask = next();
    const { status, contentType, text } = await client.get(ask);
    const isRight = status === 200 && contentType.startsWith('application/json') && ask.isRight(text);
    if (!isRight) throw new Error(`${ask.path}: a wrong answer, ${status} ${text.slice(0, 200)}`);
    bodies.push(text);
  }
  return bodies;
}

function figures(name: string, results: Record<string, Round[]>): Measurement[] {
  const { circlet, bare, naive } = results as { circlet: Round[]; bare: Round[]; naive?: Round[] };
  const against = naive
    ? [
        { name: `${name}: times the naive handler`, values: timesLess(circlet, naive) },
        { name: `${name}: CPU of naive in µs`, values: naive.map(({ cpuMicros }) => cpuMicros) },
      ]
    : [];
  return [
    { name: `${name}: ratio to bare`, values: timesLess(circlet, bare) },
    ...against,
    { name: `${name}: CPU in µs`, values: circlet.map(({ cpuMicros }) => cpuMicros) },
    { name: `${name}: CPU of bare in µs`, values: bare.map(({ cpuMicros }) => cpuMicros) },
    { name: `${name}: requests per second`, values: circlet.map(({ requestsPerSecond }) => requestsPerSecond) },
    { name: `${name}: p50 in ms`, values: circlet.map(({ p50 }) => p50) },
    { name: `${name}: p99 in ms`, values: circlet.map(({ p99 }) => p99) },
  ];
}
