/** Mean of the known contributors by their weights; null without any. */
export function weighted(contributors: Record<string, number | null>, weights: Record<string, number>): number | null {
  let [sum, total] = [0, 0];
  for (const key in weights) {
    const points = contributors[key] ?? null;
    if (points === null) continue;
    sum += (weights[key] as number) * points;
    total += weights[key] as number;
  }
  return total > 0 ? sum / total : null;
}

/** Whether a score is the weighted mean of its contributors within a point, after rounding. */
export function isWithinPoint(score: number | null, contributors: Record<string, number | null>, weights: Record<string, number>): boolean {
  const expected = weighted(contributors, weights);
  if (score === null || expected === null) return score === expected;
  return Math.abs(score - Math.max(1, Math.round(expected))) <= 1;
}
