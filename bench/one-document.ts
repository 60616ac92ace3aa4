import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { type CheckedAsk, compare } from './compare.js';
import { DAYS, documentId } from './daily-sleep-data.js';
import type { Measurement } from './report.js';
import { type BenchStore, FEW_USERS, prepareStore } from './stores.js';

/** One daily_sleep document by its id, of a random user: of many and of few, as with lists. */
export const oneDocument: Bench = async (options) => {
  const { users, stores, say } = options;
  const measurements: Measurement[] = [];
  for (const count of [users, FEW_USERS]) {
    const store = await prepareStore(stores, count);
    const name = `one document of ${count.toLocaleString('en')} users`;
    say(name);
    measurements.push(...(await compare({ name, folder: store.folder, naive: null, next: createAsks(store) }, options)));
  }
  return measurements;
};

function createAsks({ tokens }: BenchStore): () => CheckedAsk {
  const chance = createChance(1);
  return () => {
    const user = below(chance, tokens.length);
    const id = documentId(user + 1, below(chance, DAYS));
    return {
      path: `/v2/usercollection/daily_sleep/${id}`,
      token: tokens[user] as string,
      isRight: (text) => (JSON.parse(text) as { id: string }).id === id,
    };
  };
}
