import type { Chance } from './chance.js';

/** Draws from 0 up to but not including `count`, 0 most often: number n in proportion to 1 / (n + 1), as visitors of services are. */
export function createZipf(count: number, chance: Chance): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let at = 0; at < count; at++) {
    sum += 1 / (at + 1);
    sums[at] = sum;
  }
  return () => {
    const wanted = chance() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
