import { mean, median } from '../statistics.js';

/** Values that are compared to draw a line through; fewer make its error too small, as neighbours are alike. */
const BLOCKS = 12;
/** Below this span, RSS is not judged: between two collections of all garbage, minutes apart, it grows by itself. */
const JUDGED_SECONDS = 600;
/** Growth over the judged span that is flat, as a share of the mean. */
const FLAT_GROWTH = 0.05;
/** Growth of an event-loop delay that is flat: so many times, or so many ms. */
const FLAT_TIMES = 1.5;
const FLAT_MILLISECONDS = 5;

/** What was seen of the server at a moment. */
export interface Sample {
  /** Since the load began. */
  seconds: number;
  /** Of all processes together. */
  rssBytes: number;
  /** Event-loop delays since the sample before, mean of the processes, in ms; the timer that measures takes 10 of them. */
  delayP50: number;
  delayP99: number;
  /** Of the requests since the sample before, in ms. */
  latencyP50: number;
  latencyP99: number;
  requests: number;
}

/** How a value goes with time. */
export interface Slope {
  perHour: number;
  /** Two standard errors. */
  error: number;
}

export interface Verdict {
  /** RSS over the last two thirds; null where those are too short to tell. */
  rssMegabytes: Slope & { mean: number; isFlat: boolean | null };
  /** Medians of the first and the last third, in ms. */
  delayP50: Change;
  delayP99: Change;
}

interface Change {
  first: number;
  last: number;
  isFlat: boolean;
}

/** Judges what was sampled, at even intervals. Throws where there are not enough samples. */
export function judgeSoak(samples: readonly Sample[]): Verdict {
  const third = Math.floor(samples.length / 3);
  if (third < 2) throw new Error('a soak needs at least six samples');
  const [first, late, last] = [samples.slice(0, third), samples.slice(third), samples.slice(-third)];
  const rss = late.map(({ seconds, rssBytes }) => ({ hours: seconds / 3600, value: rssBytes / 1e6 }));
  const slope = slopeOf(rss);
  const level = mean(rss.map(({ value }) => value));
  const span = (rss.at(-1) as Point).hours - (rss[0] as Point).hours;
  const isGrowing = slope.perHour > slope.error && slope.perHour * span > FLAT_GROWTH * level;
  const change = (key: 'delayP50' | 'delayP99'): Change => {
    const [before, after] = [first, last].map((part) => median(part.map((sample) => sample[key]))) as [number, number];
    return { first: before, last: after, isFlat: after <= before * FLAT_TIMES || after <= before + FLAT_MILLISECONDS };
  };
  return {
    rssMegabytes: { ...slope, mean: level, isFlat: span * 3600 < JUDGED_SECONDS ? null : !isGrowing },
    delayP50: change('delayP50'),
    delayP99: change('delayP99'),
  };
}

interface Point {
  hours: number;
  value: number;
}

/** Least squares through the means of blocks. */
export function slopeOf(points: readonly Point[]): Slope {
  const count = Math.min(BLOCKS, points.length);
  const blocks = Array.from({ length: count }, (_, at) => {
    const part = points.slice(Math.floor((at * points.length) / count), Math.floor(((at + 1) * points.length) / count));
    return { hours: mean(part.map(({ hours }) => hours)), value: mean(part.map(({ value }) => value)) };
  });
  const [hours, value] = [mean(blocks.map((block) => block.hours)), mean(blocks.map((block) => block.value))];
  const sum = (of: (block: Point) => number) => blocks.reduce((total, block) => total + of(block), 0);
  const spread = sum((block) => (block.hours - hours) ** 2);
  const perHour = sum((block) => (block.hours - hours) * (block.value - value)) / spread;
  const left = sum((block) => (block.value - value - perHour * (block.hours - hours)) ** 2);
  return { perHour, error: 2 * Math.sqrt(left / Math.max(1, count - 2) / spread) };
}
