/** Counts of values in bins of one width, for many more values than can be kept. */
export interface Histogram {
  /** Values beyond the ends count in the outer bins; NaN does not count. */
  add(value: number): void;
  /** The middle of the bin that the share of the values reaches; NaN without values. */
  quantile(share: number): number;
  /** The middle of the fullest bin. */
  mode(): number;
  /** Of the values as they were added. */
  mean(): number;
  least(): number;
  /** Share of the values in bins from that of `value` on. */
  shareFrom(value: number): number;
}

/** A histogram whose first bin has its middle at `low`. */
export function createHistogram(low: number, high: number, width: number): Histogram {
  const counts = new Float64Array(Math.round((high - low) / width) + 1);
  const binOf = (value: number) => Math.max(0, Math.min(counts.length - 1, Math.round((value - low) / width)));
  let [total, sum, least] = [0, 0, Number.POSITIVE_INFINITY];
  return {
    add: (value) => {
      if (Number.isNaN(value)) return;
      const bin = binOf(value);
      counts[bin] = (counts[bin] as number) + 1;
      total++;
      sum += value;
      if (value < least) least = value;
    },
    quantile: (share) => {
      if (total === 0) return Number.NaN;
      let [bin, seen] = [0, counts[0] as number];
      while (seen < share * total && bin < counts.length - 1) seen += counts[++bin] as number;
      return low + bin * width;
    },
    mode: () => low + counts.indexOf(Math.max(...counts)) * width,
    mean: () => sum / total,
    least: () => (total > 0 ? least : Number.NaN),
    shareFrom: (value) => counts.subarray(binOf(value)).reduce((all, count) => all + count, 0) / total,
  };
}
