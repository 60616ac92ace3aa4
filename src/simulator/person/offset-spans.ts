import { boundedMemo } from '../../lib/bounded-memo.js';

/** A stretch of time in which clocks run evenly. */
export interface OffsetSpan {
  /** Instants in ms since the Unix epoch; `toMs` is not part of it. */
  fromMs: number;
  toMs: number;
  /** Minutes east of UTC. */
  offsetMinutes: number;
}

const YEARS_KEPT = 8;

/**
 * The span an instant lies in, quickly when asked again for the same span. `changesOf` lists the instants at which clocks may change in a
 * UTC year, in any order and others among them; `offsetAt` may be slow. Spans end with the UTC year.
 */
export function createOffsetSpans(changesOf: (year: number) => number[], offsetAt: (ms: number) => number): (ms: number) => OffsetSpan {
  const spansOf = boundedMemo(YEARS_KEPT, (year) => {
    const [start, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)];
    const inside = changesOf(year).filter((ms) => ms > start && ms < end);
    const edges = [...new Set([start, ...inside, end])].sort((a, b) => a - b);
    return edges.slice(1).map((toMs, i) => {
      const fromMs = edges[i] as number;
      return { fromMs, toMs, offsetMinutes: offsetAt(fromMs) };
    });
  });
  let latest: OffsetSpan = { fromMs: 0, toMs: 0, offsetMinutes: 0 };
  return (ms) => {
    if (ms >= latest.fromMs && ms < latest.toMs) return latest;
    const spans = spansOf(new Date(ms).getUTCFullYear());
    latest = spans.find((span) => ms < span.toMs) as OffsetSpan;
    return latest;
  };
}
