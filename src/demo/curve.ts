/** A function through the given points, straight between them and level beyond the outer ones; x must ascend. */
export function createCurve(...points: readonly (readonly [x: number, y: number])[]): (x: number) => number {
  return (x) => {
    let [fromX, fromY] = points[0] as readonly [number, number];
    for (const [toX, toY] of points) {
      if (x < toX) return x <= fromX ? fromY : fromY + ((toY - fromY) * (x - fromX)) / (toX - fromX);
      fromX = toX;
      fromY = toY;
    }
    return fromY;
  };
}

/** `value`, but not below `low` nor above `high`. */
export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}

/** Rounded to steps of 1/`parts`, never minus zero. */
export function roundTo(value: number, parts: number): number {
  return Math.round(value * parts) / parts + 0;
}

/** A contributor: whole, from 1 to 100. */
export function contributorOf(value: number): number {
  return clamp(Math.round(value), 1, 100);
}
