import type { Sample, Verdict } from './judge.js';

/** What is told of a run. */
export interface SoakReport {
  run: { minutes: string; store: string; workers: string };
  requests: number;
  requestsPerSecond: number;
  cpuMicrosPerRequest: number;
  idleShare: number;
  statuses: Record<string, number>;
  unexpected: Record<string, number>;
  verdict: Verdict;
}

/** A line while it runs. */
export function sampleText({ seconds, rssBytes, delayP50, delayP99, latencyP50, latencyP99, requests }: Sample): string {
  const delays = `delay p50 ${delayP50.toFixed(1)} p99 ${delayP99.toFixed(1)} ms`;
  const latencies = `latency p50 ${latencyP50.toFixed(1)} p99 ${latencyP99.toFixed(1)} ms`;
  return `${seconds.toFixed(0).padStart(5)} s  ${requests} requests  RSS ${(rssBytes / 1e6).toFixed(0)} MB  ${delays}  ${latencies}`;
}

/** The whole in a few lines, and whether everything stayed flat and every answer was expected. */
export function soakText(report: SoakReport): { text: string; isGood: boolean } {
  const { run, requests, requestsPerSecond, cpuMicrosPerRequest, idleShare, statuses, unexpected, verdict } = report;
  const { rssMegabytes: rss, delayP50, delayP99 } = verdict;
  const isExpected = Object.keys(unexpected).length === 0;
  const word = (isFlat: boolean | null) => (isFlat === null ? 'too short to tell' : isFlat ? 'flat' : 'NOT FLAT');
  const lines = [
    `${run.minutes} minutes, ${run.workers} workers, ${run.store}: ${requests} requests, ${requestsPerSecond.toFixed(0)}/s, ` +
      `${cpuMicrosPerRequest.toFixed(0)} µs of CPU each, machine ${(idleShare * 100).toFixed(0)} % idle`,
    `RSS, last two thirds: ${rss.mean.toFixed(0)} MB, ${rss.perHour.toFixed(1)} ± ${rss.error.toFixed(1)} MB per hour: ${word(rss.isFlat)}`,
    ...[['median', delayP50] as const, ['p99', delayP99] as const].map(
      ([name, { first, last, isFlat }]) =>
        `event-loop delay, ${name}: first third ${first.toFixed(2)} ms, last ${last.toFixed(2)} ms: ${word(isFlat)}`,
    ),
    `answers: ${shown(statuses)}`,
    isExpected ? 'every answer was one that was expected' : `NOT EXPECTED: ${shown(unexpected)}`,
  ];
  return { text: `${lines.join('\n')}\n`, isGood: isExpected && rss.isFlat !== false && delayP50.isFlat && delayP99.isFlat };
}

const shown = (counts: Record<string, number>) =>
  Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, number]) => `${name}: ${number}`)
    .join(', ');
