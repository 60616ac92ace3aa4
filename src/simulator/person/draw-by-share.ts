/** One of `items`, each as often as its share of the sum of all shares; `part` from 0 up to but not including 1. */
export function drawByShare<T>(part: number, items: readonly T[], shareOf: (item: T) => number): T {
  let left = part * items.reduce((sum, item) => sum + shareOf(item), 0);
  for (const item of items) {
    left -= shareOf(item);
    if (left < 0) return item;
  }
  return items.at(-1) as T;
}
