import type { Collection } from '../collections/define.js';
import { collections } from '../collections/index.js';

const plain = (text: string) => text.replaceAll(/[^a-z0-9]/gi, '').toLowerCase();

const byKey = new Map(collections.flatMap((collection) => keysOf(collection).map((key) => [key, collection] as const)));

function keysOf({ name, exportName, paths }: Collection): string[] {
  return [name, exportName, ...paths].map(plain);
}

/** The collection with this name in the API or in an account export, whatever its case and separators. */
export function collectionNamed(name: string): Collection | undefined {
  return byKey.get(plain(name));
}

/**
 * The collection that a file name speaks of: `oura_daily-sleep_2024.json`, `DailySleep.csv` and `dailysleep2.json` all of daily_sleep.
 * Words are taken whole (`heritage` holds no tag) and the longest match wins (`sleep_time` over `sleep`).
 */
export function collectionOfFileName(fileName: string): Collection | undefined {
  const words = fileName
    .replace(/\.[a-z]+$/i, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^a-zA-Z0-9]+/)
    .map(plain);
  let longest = '';
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      const phrase = words.slice(from, to).join('');
      for (const key of [phrase, phrase.replace(/\d+$/, '')]) if (byKey.has(key) && key.length > longest.length) longest = key;
    }
  }
  return byKey.get(longest);
}
