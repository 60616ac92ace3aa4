/** Puts a value into a map that keeps the last `limit` keys put into it: the oldest goes. */
export function putBounded<Key, Value>(map: Map<Key, Value>, limit: number, key: Key, value: Value): void {
  if (!map.has(key) && map.size >= limit) map.delete(map.keys().next().value as Key);
  map.set(key, value);
}
