/** Stretches of time, ascending and without overlap, in ms since the Unix epoch; the ends do not belong to them. */
export interface Intervals {
  starts: number[];
  ends: number[];
}

/** Intervals from any pairs of begin and end: those that touch become one. */
export function joined(pairs: [startMs: number, endMs: number][]): Intervals {
  const intervals: Intervals = { starts: [], ends: [] };
  for (const [start, end] of pairs.sort((a, b) => a[0] - b[0])) {
    const last = intervals.ends.length - 1;
    if (last >= 0 && start <= (intervals.ends[last] as number)) intervals.ends[last] = Math.max(end, intervals.ends[last] as number);
    else {
      intervals.starts.push(start);
      intervals.ends.push(end);
    }
  }
  return intervals;
}

/** Asks of ascending instants whether they lie inside; each question goes on where the one before ended. */
export function createInside({ starts, ends }: Intervals): (ms: number) => boolean {
  let at = 0;
  return (ms) => {
    while (at < ends.length && (ends[at] as number) <= ms) at++;
    return at < ends.length && (starts[at] as number) <= ms;
  };
}

/** ms that a stretch has in common with the intervals. */
export function overlapMs({ starts, ends }: Intervals, startMs: number, endMs: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= startMs) low = middle + 1;
    else high = middle;
  }
  let sum = 0;
  for (let i = low; i < starts.length && (starts[i] as number) < endMs; i++)
    sum += Math.min(endMs, ends[i] as number) - Math.max(startMs, starts[i] as number);
  return sum;
}
