/** A function through points given as `x:y x:y …` with ascending x: straight between them and level beyond the outer ones. */
export function createCurve(points: string): (x: number) => number {
  const pairs = points.split(' ').map((point) => point.split(':').map(Number) as [number, number]);
  const xs = pairs.map(([x]) => x);
  const ys = pairs.map(([, y]) => y);
  const last = pairs.length - 1;
  return (x) => {
    if (x <= (xs[0] as number)) return ys[0] as number;
    if (x >= (xs[last] as number)) return ys[last] as number;
    let i = 1;
    while (x >= (xs[i] as number)) i++;
    const [fromX, fromY] = [xs[i - 1] as number, ys[i - 1] as number];
    return fromY + (((ys[i] as number) - fromY) * (x - fromX)) / ((xs[i] as number) - fromX);
  };
}

/** `value`, but not below `low` nor above `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}

/** Rounded to steps of 1/`parts`, never minus zero. */
export function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts + 0;
}

/** A contributor: whole, from 1 to 100. */
export function contributorOf(value: number): number {
  return clamp(Math.round(value), 1, 100);
}
