import { pointsOf } from './rounding.js';

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

/** What a measure earns, 1 to 100; null where the measure is not known. */
export interface ContributorCurve {
  (measure: number): number;
  (measure: number | null): number | null;
}

/** A contributor that follows a curve. */
export function createContributor(points: string): ContributorCurve {
  const curve = createCurve(points);
  return ((measure: number | null) => (measure === null ? null : pointsOf(curve(measure)))) as ContributorCurve;
}
