/** Remembers the last `limit` results of a function of a whole number. */
export function boundedMemo<T>(limit: number, make: (key: number) => T): (key: number) => T {
  const kept = new Map<number, T>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined || kept.has(key)) return known as T;
    const made = make(key);
    if (kept.size >= limit) kept.delete(kept.keys().next().value as number);
    kept.set(key, made);
    return made;
  };
}
