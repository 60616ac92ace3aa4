import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import type { Bench } from './bench.js';
import { startServer } from './server-process.js';
import { startSubscribed } from './subscribed.js';

const EVENTS = 20_000;
/** As many as Circlet sends at once to one callback that answers. */
const CONCURRENCY = 32;
const SECRET = 'S'.repeat(32);
/** As long as a user's id. */
const USER = 'U'.repeat(36);

interface Speed {
  perSecond: number;
  cpuMicros: number;
}

/** Signed deliveries from the change log to a receiver in a process of its own, against a bare loop that signs and posts the same bodies. */
export const webhooks: Bench = async ({ scratch, rounds, isBound, say }) => {
  say('webhooks');
  const child = new URL('./children/receiver.ts', import.meta.url);
  await using receiver = await startServer(child, [], { isBound, nodeOptions: ['--import', 'tsx'] });
  const seen = async () => ((await (await fetch(`${receiver.url}/seen`)).json()) as { last: { bytes: string } }).last;
  const [rates, ratios, cpuRatios]: number[][] = [[], [], []];
  for (let round = -1; round < rounds; round++) {
    const before = await timed(() => postBare(receiver.url));
    const sentBare = await seen();
    const ours = await deliver(scratch, receiver.url);
    const sent = await seen();
    const after = await timed(() => postBare(receiver.url));
    if (!isDeepStrictEqual(sentBare, sent)) throw new Error(`not the same: ${JSON.stringify(sentBare)} and ${JSON.stringify(sent)}`);
    // The first round warms up.
    if (round < 0) continue;
    rates?.push(ours.perSecond);
    ratios?.push((2 * ours.perSecond) / (before.perSecond + after.perSecond));
    cpuRatios?.push((before.cpuMicros + after.cpuMicros) / 2 / ours.cpuMicros);
  }
  return [
    { name: 'signed deliveries: per second', values: rates ?? [] },
    { name: 'signed deliveries: ratio to a bare loop', values: ratios ?? [] },
    { name: 'signed deliveries: ratio to a bare loop in CPU time', values: cpuRatios ?? [] },
  ];
};

async function timed(work: () => Promise<unknown>): Promise<Speed> {
  const [startedAt, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { perSecond: (EVENTS * 1000) / (performance.now() - startedAt), cpuMicros: user + system };
}

/** Signs and posts with the same agent, and remembers nothing. */
async function postBare(url: string): Promise<void> {
  const pool = new Pool(url, { connections: CONCURRENCY });
  let next = 0;
  const work = async () => {
    while (next < EVENTS) {
      const timestamp = String(Date.now());
      const names = { event_type: 'create', data_type: 'daily_sleep', object_id: `d-${next++}` };
      const body = JSON.stringify({ ...names, event_time: `${new Date().toISOString().slice(0, 19)}+00:00`, user_id: USER });
      const signature = createHmac('sha256', SECRET)
        .update(timestamp + body)
        .digest('hex')
        .toUpperCase();
      const headers = { 'content-type': 'application/json', 'x-oura-timestamp': timestamp, 'x-oura-signature': signature };
      await (await pool.request({ path: '/events', method: 'POST', headers, body })).body.dump();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  await pool.close();
}

/** From the commit of the changes to the last acknowledgement, on SQLite with durable commits. */
async function deliver(scratch: string, url: string): Promise<Speed> {
  const { circlet, write, close } = await startSubscribed(scratch, [`${url}/events`]);
  await write(EVENTS);
  const speed = await timed(() => circlet.deliveries.settle());
  const { length } = await circlet.store.deliveryLog.list({ state: 'delivered' }, EVENTS + 1);
  if (length !== EVENTS) throw new Error(`${length} of ${EVENTS} were delivered`);
  await close();
  return speed;
}
