import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Pool } from 'undici';
import type { Bench } from './bench.js';
import { createCirclet, dayText, type Store } from './product.js';
import type { Measurement } from './report.js';
import { startServer } from './server-process.js';

const EVENTS = 4000;
const CONCURRENCY = 10;
const SECRET_LENGTH = 32;

/** Signed deliveries from the change log to a receiver in a process of its own, against a bare loop that signs and posts the same bodies. */
export const webhooks: Bench = async ({ scratch, rounds, isBound, say }) => {
  say('webhooks');
  await using receiver = await startServer(new URL('./children/receiver.ts', import.meta.url), [], {
    isBound,
    nodeOptions: ['--import', 'tsx'],
  });
  const values: { ratio: number[]; rate: number[] } = { ratio: [], rate: [] };
  for (let round = -1; round < rounds; round++) {
    const bare = await bareRate(receiver.url);
    const rate = await deliveryRate(mkdtempSync(path.join(scratch, 'webhooks-')), receiver.url);
    // The first round warms up.
    if (round < 0) continue;
    values.rate.push(rate);
    values.ratio.push(rate / bare);
  }
  return [
    { name: 'signed deliveries: per second', values: values.rate },
    { name: 'signed deliveries: ratio to a bare loop', values: values.ratio },
  ] satisfies Measurement[];
};

/** Signs and posts with the same agent, and remembers nothing. */
async function bareRate(url: string): Promise<number> {
  const pool = new Pool(url, { connections: CONCURRENCY });
  const secret = 'S'.repeat(SECRET_LENGTH);
  const startedAt = performance.now();
  let next = 0;
  const work = async () => {
    while (next < EVENTS) {
      const timestamp = String(Date.now());
      const body = JSON.stringify({
        event_type: 'create',
        data_type: 'daily_sleep',
        object_id: `d-${next++}`,
        event_time: timestamp,
        user_id: secret,
      });
      const signature = createHmac('sha256', secret)
        .update(timestamp + body)
        .digest('hex')
        .toUpperCase();
      const headers = { 'content-type': 'application/json', 'x-oura-timestamp': timestamp, 'x-oura-signature': signature };
      await (await pool.request({ path: '/events', method: 'POST', headers, body })).body.dump();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const seconds = (performance.now() - startedAt) / 1000;
  await pool.close();
  return EVENTS / seconds;
}

/** From the commit of the changes to the last acknowledgement, on SQLite with durable commits. */
async function deliveryRate(folder: string, url: string): Promise<number> {
  const circlet = await createCirclet({ data: folder, port: null, autoConsent: true, adminToken: 'a' });
  const ask = async (method: string, where: string, body: unknown, headers: Record<string, string> = {}) => {
    const init = { method, headers: { 'content-type': 'application/json', authorization: 'Bearer a', ...headers } };
    const response = await circlet.fetch(
      new Request(`http://localhost${where}`, body === null ? init : { ...init, body: JSON.stringify(body) }),
    );
    if (response.status >= 400) throw new Error(`${where}: ${response.status} ${await response.text()}`);
    return response;
  };
  const user = (await (await ask('POST', '/admin/v1/users', {})).json()) as { id: string };
  const redirect = 'http://localhost/back';
  const made = await ask('POST', '/admin/v1/apps', { name: 'Bench', redirect_uris: [redirect] });
  const app = (await made.json()) as { client_id: string; client_secret: string };
  const query = new URLSearchParams({ response_type: 'code', client_id: app.client_id, redirect_uri: redirect });
  await ask('GET', `/oauth/authorize?${query}`, null);
  const subscription = { callback_url: `${url}/events`, verification_token: 'v', event_type: 'create', data_type: 'daily_sleep' };
  await ask('POST', '/v2/webhook/subscription', subscription, { 'x-client-id': app.client_id, 'x-client-secret': app.client_secret });
  const documents = Array.from({ length: EVENTS }, (_, i) => ({
    id: `d-${i}`,
    day: dayText(i),
    contributors: {},
    timestamp: `${dayText(i)}T00:00:00Z`,
  }));
  await ask('PUT', `/admin/v1/users/${user.id}/documents/daily_sleep`, documents);
  const startedAt = performance.now();
  await circlet.deliveries.settle();
  const seconds = (performance.now() - startedAt) / 1000;
  const { length } = (await logOf(circlet.store)) ?? [];
  if (length !== EVENTS) throw new Error(`${length} of ${EVENTS} were delivered`);
  await circlet.close();
  rmSync(folder, { recursive: true });
  return EVENTS / seconds;
}

const logOf = (store: Store) => store.deliveryLog.list({ state: 'delivered' }, EVENTS + 1);
