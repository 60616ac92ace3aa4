import type { Bench } from './bench.js';
import { below, createChance } from './chance.js';
import { compare } from './compare.js';
import { DAYS, documentId } from './daily-sleep-data.js';
import { prepareStore } from './stores.js';

/** One daily_sleep document by its id, of a random user out of the big store. */
export const oneDocument: Bench = async (options) => {
  const { users, stores, say } = options;
  say('one document');
  const { folder, tokens } = await prepareStore(stores, users);
  const chance = createChance(1);
  const next = () => {
    const user = below(chance, tokens.length);
    const id = documentId(user + 1, below(chance, DAYS));
    return {
      path: `/v2/usercollection/daily_sleep/${id}`,
      token: tokens[user] as string,
      isRight: (text: string) => (JSON.parse(text) as { id: string }).id === id,
    };
  };
  return compare({ name: 'one document', folder, naive: null, next }, options);
};
