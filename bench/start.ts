import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import type { Measurement } from './report.js';
import { startCirclet } from './servers.js';

const IDLE_MS = 1000;

/** From the start of the process to its ready line: on an empty folder, which gets the demo user, and again on what that left. */
export const start: Bench = async ({ scratch, rounds, isBound, say }) => {
  say('start');
  const seconds: { empty: number[]; existing: number[] } = { empty: [], existing: [] };
  const rss: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = mkdtempSync(path.join(scratch, 'start-'));
    for (const state of ['empty', 'existing'] as const) {
      await using server = await startCirclet(folder, null, isBound);
      seconds[state].push(server.startSeconds);
      if (state === 'empty') continue;
      await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
      rss.push((await server.usage()).rss / 1e6);
    }
    rmSync(folder, { recursive: true });
  }
  const measurements: Measurement[] = [
    { name: 'start on an empty store: seconds', values: seconds.empty },
    { name: 'start on an existing store: seconds', values: seconds.existing },
    { name: 'idle: RSS in MB', values: rss },
  ];
  return measurements;
};
