import type { Bench, BenchOptions } from './bench.js';
import { type LivesStore, PEOPLE, prepareLives } from './lives-store.js';
import { postmasterOf } from './process-tree.js';
import type { Measurement } from './report.js';
import type { TrafficAsk } from './traffic/ask.js';
import { createTrafficClient, type TrafficClient } from './traffic/client.js';
import { arrivals } from './traffic/drive.js';
import { type Loaded, measure, type Stretch } from './traffic/measure.js';
import { type Open, openOf, readNights } from './traffic/opens.js';
import { count, type Tally } from './traffic/tally.js';
import { startWorkers } from './worker-processes.js';

/** How long everyone takes to open the app. */
const MORNING_SECONDS = 7200;
/** How long it is tried, at the rate of the two hours. */
const TRIED_SECONDS = 12;
/** Spread of the moments, as a share of the two hours: a normal distribution, whose peak is 1.67 times its mean. */
const SPREAD = 0.25;
const MOST_MILLISECONDS = 250;
const CONNECTIONS = 64;
const MOST_USERS = 1000;
const FIRST_TRY = 30_000;
const GROWTH = 1.5;
/** The tries that narrow down where it breaks. */
const NARROWINGS = 3;

interface Morning extends Loaded {
  client: TrafficClient;
  /** The open with this number. */
  openAt(at: number): Open;
  /** Opens so far. */
  opened: number;
}

/**
 * How many people may open the app within two hours until the p99 of the requests this causes passes 250 ms: each open writes a night and
 * reads six lists. With one process and with two, found by tries of which each is a bit of a morning at its full rate.
 */
export const morning: Bench = async (options) => {
  const { users, scratch, postgres, say } = options;
  const held = Math.min(users, MOST_USERS);
  say(`a store of ${held} users with all collections`);
  const store = await prepareLives(scratch, held, postgres);
  const measurements: Measurement[] = [];
  for (const workers of [1, 2]) measurements.push(...(await tryWorkers(store, workers, options)));
  return measurements;
};

async function tryWorkers({ folder, database, users }: LivesStore, workers: number, { isBound, rounds, say }: BenchOptions) {
  await using server = await startWorkers({ folder, database, workers, isBound });
  await using client = createTrafficClient(server.url, CONNECTIONS);
  const nights = await readNights(server.url, users, PEOPLE);
  const postmaster = database === null ? null : await postmasterOf(database);
  const openAt = (at: number) => openOf(at, users, nights, server.adminToken);
  const state: Morning = { server, postmaster, client, openAt, opened: 0 };
  const name = `morning peak, ${workers === 1 ? 'one worker' : 'two workers'}${database === null ? '' : ', PostgreSQL'}`;
  const measurements: Measurement[] = [];
  await live(state, FIRST_TRY);
  for (let round = 0; round < rounds; round++) {
    const { people, stretch, bodyBytes } = await most(state, (text) => say(`${name}: ${text}`));
    const requests = requestsOf(openAt(0));
    const perOpen = (stretch.cpuMicros + stretch.databaseCpuMicros) * requests;
    measurements.push(
      { name: `${name}: people within two hours`, values: [people] },
      { name: `${name}: CPU of an open in ms`, values: [perOpen / 1000] },
      { name: `${name}: CPU of the database of an open in ms`, values: [(stretch.databaseCpuMicros * requests) / 1000] },
      { name: `${name}: KB of bodies of an open`, values: [(bodyBytes * requests) / 1000] },
      { name: `${name}: people per core`, values: [(MORNING_SECONDS * 1e6) / (perOpen * curve(0.5))] },
      { name: `${name}: p99 in ms`, values: [stretch.p99] },
    );
  }
  return measurements;
}

const requestsOf = ({ writes, reads }: Open) => writes.length + reads.length;

interface Tried {
  people: number;
  stretch: Stretch;
  /** Per request. */
  bodyBytes: number;
}

/** The most people found to get their answers in time. */
async function most(state: Morning, say: (text: string) => void): Promise<Tried> {
  let good: Tried | null = null;
  let bad: number | null = null;
  for (let narrowings = 0; narrowings < NARROWINGS; ) {
    const people: number =
      bad === null ? Math.round(good === null ? FIRST_TRY : good.people * GROWTH) : Math.round(((good?.people ?? 0) + bad) / 2);
    const before = state.client.bodyBytes();
    const stretch = await live(state, people);
    say(`${people.toLocaleString('en')} people, p99 ${stretch.p99.toFixed(0)} ms`);
    if (stretch.p99 < MOST_MILLISECONDS)
      good = { people, stretch, bodyBytes: (state.client.bodyBytes() - before) / stretch.tally.requests };
    else bad = people;
    if (bad !== null) narrowings++;
  }
  if (good === null) throw new Error('even few people do not get their answers in time');
  return good;
}

/** A bit of the morning of so many people. */
function live(state: Morning, people: number): Promise<Stretch> {
  const { client } = state;
  const ask = async (asked: TrafficAsk, since: number, tally: Tally) => {
    count(tally, asked, await client.send(asked), performance.now() - since);
  };
  return measure(state, (tally) =>
    arrivals(
      (second) => (people / MORNING_SECONDS) * curve(second / TRIED_SECONDS),
      TRIED_SECONDS,
      async (dueAt) => {
        const { writes, reads } = state.openAt(state.opened++);
        let since = dueAt;
        for (const write of writes) {
          await ask(write, since, tally);
          since = performance.now();
        }
        await Promise.all(reads.map((read) => ask(read, since, tally)));
      },
    ),
  );
}

/** How many times the mean of the two hours arrive at a share of them. */
function curve(share: number): number {
  // Of a normal distribution, 0.9545 lies within two spreads of its middle.
  return Math.exp(-(((share - 0.5) / SPREAD) ** 2) / 2) / (SPREAD * Math.sqrt(2 * Math.PI) * 0.9545);
}
