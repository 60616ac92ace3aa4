import type { Bench } from './bench.js';
import { startServer } from './server-process.js';
import { startSubscribed } from './subscribed.js';

const EVENTS = 1000;
const HEALTHY = 10;
const BAD = ['fails', 'waits', 'gone', 'hangs', 'resets', 'redirects', 'pours'];

/** The rate of ten healthy receivers beside seven bad ones, against their rate alone. */
export const webhookNeighbours: Bench = async ({ scratch, rounds, isBound, say }) => {
  say('webhooks beside bad receivers');
  const options = { isBound, nodeOptions: ['--import', 'tsx'] };
  const child = new URL('./children/receiver.ts', import.meta.url);
  await using good = await startServer(child, [], options);
  await using bad = await startServer(child, [], options);
  const healthy = Array.from({ length: HEALTHY }, (_, i) => `${good.url}/events/${i}`);
  const received = async () => ((await (await fetch(`${good.url}/seen`)).json()) as { events: number }).events;

  /** Deliveries to healthy receivers per second. */
  async function rateBeside(others: string[]): Promise<number> {
    const { write, close } = await startSubscribed(scratch, [...others, ...healthy]);
    const wanted = (await received()) + EVENTS * HEALTHY;
    await write(EVENTS);
    const startedAt = performance.now();
    while ((await received()) < wanted) await new Promise((resolve) => setTimeout(resolve, 10));
    const seconds = (performance.now() - startedAt) / 1000;
    await close();
    return (EVENTS * HEALTHY) / seconds;
  }

  const values: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const before = await rateBeside([]);
    const beside = await rateBeside(BAD.map((way) => `${bad.url}/${way}`));
    const after = await rateBeside([]);
    // The first round warms up.
    if (round >= 0) values.push((2 * beside) / (before + after));
  }
  return [{ name: 'ten receivers beside seven bad ones: ratio to alone', values }];
};
