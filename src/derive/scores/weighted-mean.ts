/** Mean of the known values by the given weights; null when none of them is known. Values without a weight do not count. */
export function weightedMean<Key extends string>(
  values: Readonly<Record<Key, number | null>>,
  weights: Readonly<Partial<Record<Key, number>>>,
): number | null {
  let sum = 0;
  let total = 0;
  for (const [key, weight] of Object.entries(weights) as [Key, number][]) {
    const value = values[key];
    if (value === null) continue;
    sum += weight * value;
    total += weight;
  }
  return total > 0 ? sum / total : null;
}
