/** Mean of the numbers that are not NaN. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Standard deviation of the numbers that are not NaN; NaN with less than two. */
export function deviation(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  const middle = mean(known);
  return Math.sqrt(known.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (known.length > 1 ? known.length - 1 : Number.NaN));
}

/** The value below which a share of the numbers lies, interpolated; NaN ones are left out. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values.filter((value) => !Number.isNaN(value))).sort();
  if (sorted.length === 0) return Number.NaN;
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] as number;
  return low + ((sorted[Math.ceil(place)] as number) - low) * (place - Math.floor(place));
}

/** The middle value. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Slope of y on x by least squares, and Pearson's correlation, over the pairs without NaN. */
export function regression(xs: readonly number[], ys: readonly number[]): { slope: number; correlation: number } {
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  xs.forEach((x, i) => {
    const y = ys[i] as number;
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    syy += y * y;
    sxy += x * y;
  });
  const [vx, vy, covariance] = [sxx - (sx * sx) / n, syy - (sy * sy) / n, sxy - (sx * sy) / n];
  return { slope: covariance / vx, correlation: covariance / Math.sqrt(vx * vy) };
}

/** Correlation of values with those of the day after, by day; NaN where one is missing. */
export function lagCorrelation(days: readonly number[], values: readonly number[]): number {
  const [todays, tomorrows]: [number[], number[]] = [[], []];
  for (let i = 1; i < days.length; i++) {
    if (days[i] !== (days[i - 1] as number) + 1) continue;
    todays.push(values[i - 1] as number);
    tomorrows.push(values[i] as number);
  }
  return todays.length > 5 ? regression(todays, tomorrows).correlation : Number.NaN;
}
