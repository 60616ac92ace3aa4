import { putBounded } from './bounded-map.js';

/** Remembers the last `limit` results of a function. */
export function boundedMemo<T, Key = number>(limit: number, make: (key: Key) => T): (key: Key) => T {
  const kept = new Map<Key, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as T;
    const made = make(key);
    putBounded(kept, limit, key, made);
    return made;
  };
}
