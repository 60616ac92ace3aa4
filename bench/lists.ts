import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { type CheckedAsk, compare } from './compare.js';
import { DAYS, documentId, FIRST_DAY } from './daily-sleep-data.js';
import { dayText } from './product.js';
import type { Measurement } from './report.js';
import { type BenchStore, FEW_USERS, prepareNaive, prepareStore } from './stores.js';

const DOCUMENTS = 30;

/** 30 days of daily_sleep of random users: of many, whose documents do not fit the cache, and of few. */
export const lists: Bench = async (options) => {
  const { users, stores, postgres, say } = options;
  const measurements: Measurement[] = [];
  for (const count of [users, FEW_USERS]) {
    say(`a store of ${count} users × ${DAYS} documents`);
    const store = await prepareStore(stores, count, postgres);
    const name = `30 documents of ${count.toLocaleString('en')} users${postgres === null ? '' : ', PostgreSQL'}`;
    const { folder, database } = store;
    // The naive handler has SQLite only.
    const naive = postgres === null ? await prepareNaive(store) : null;
    const comparison = { name, folder, database, naive, next: createListAsks(store) };
    say(name);
    measurements.push(...storeFigures(store), ...(await compare(comparison, options)));
  }
  return measurements;
};

/** 30 days of daily_sleep from a random day on, of random users. */
export function createListAsks({ tokens }: Pick<BenchStore, 'tokens'>): () => CheckedAsk {
  const chance = createChance(30);
  return () => {
    const user = below(chance, tokens.length);
    const first = below(chance, DAYS - DOCUMENTS + 1);
    const [from, to] = [FIRST_DAY + first, FIRST_DAY + first + DOCUMENTS - 1];
    return {
      path: `/v2/usercollection/daily_sleep?start_date=${dayText(from)}&end_date=${dayText(to)}`,
      token: tokens[user] as string,
      isRight(text) {
        const ids = (JSON.parse(text) as { data: { id: string }[] }).data.map(({ id }) => id);
        return ids.length === DOCUMENTS && ids.every((id, at) => id === documentId(user + 1, first + at));
      },
    };
  };
}

function storeFigures({ bytes, tokens, loaded, database }: BenchStore): Measurement[] {
  const documents = tokens.length * DAYS;
  const name = `load of ${documents.toLocaleString('en')} documents${database === null ? '' : ', PostgreSQL'}`;
  const size = { name: `${name}: bytes per document`, values: [bytes / documents] };
  if (loaded === null) return [size];
  const { read, put } = loaded;
  return [
    size,
    { name: `${name}: per second`, values: [documents / put.wall] },
    { name: `${name}, validated from raw: per second`, values: [documents / (read.wall + put.wall)] },
    { name: `${name}, validated from raw: per CPU second`, values: [documents / (read.cpu + put.cpu)] },
  ];
}
