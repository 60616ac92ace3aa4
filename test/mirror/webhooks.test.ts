import { afterAll, expect, test, vi } from 'vitest';
import { signedHeaders } from '../../src/webhooks/signature.js';
import { put } from '../support/answers.js';
import { sampleDocument } from '../support/sample-documents.js';
import { mirrorInside } from './mirror-inside.js';
import { freePort, peopleOf, startUpstream } from './upstream.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const upstream = await startUpstream(peopleOf(1), 4);
afterAll(() => upstream.end());
const { id } = upstream.people[0] as { id: string };

test('events are verified, fetched and put or deleted at once; the mirror goes on until it is stopped', async () => {
  const app = await upstream.addApp({ redirectUris: ['http://localhost/callback'] });
  const credentials = { clientId: app.id, clientSecret: app.secret };
  const port = await freePort();
  const callbackUrl = `http://127.0.0.1:${port}/events`;
  const stop = new AbortController();
  let said = '';
  const running = mirrorInside({
    ...{ data: upstream.dataIn('events'), from: upstream.url, credentials, stop: stop.signal, json: false, every: 6 * 3_600_000 },
    ...{ webhooks: true, callbackUrl, listen: { host: '127.0.0.1', port } },
    // The machine's time stands still: the next run never comes, and no event is late.
    pause: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    async onText(text) {
      said += text;
      const [, url] = /\n {2}(http\S+authorize\S+)\n/.exec(text) ?? [];
      if (url === undefined) return;
      const { headers } = await fetch(url, { redirect: 'manual' });
      await fetch(headers.get('location') as string);
    },
  });
  const saidOf = (words: string) => vi.waitFor(() => expect(said).toContain(words), { timeout: 30_000, interval: 20 });
  await saidOf('The next run is at');
  expect(said).toMatch(/Webhooks to .*: 48 made/);

  const [documentId] = (await put(upstream, id, 'workout', sampleDocument('workout', '2026-03-04'))).created as [string];
  await upstream.deliveries.settle();
  await saidOf(`workout/${documentId}: created`);
  expect(await upstream.exported(id, 'events')).toEqual(await upstream.exported(id));
  await upstream.admin('DELETE', `/users/${id}/documents/workout/${documentId}`);
  await upstream.deliveries.settle();
  await saidOf(`workout/${documentId}: deleted`);
  expect(await upstream.exported(id, 'events')).toEqual(await upstream.exported(id));

  const event = JSON.stringify({
    event_type: 'delete',
    data_type: 'sleep',
    object_id: 'x',
    event_time: '2026-03-04T00:00:00+00:00',
    user_id: id,
  });
  const post = async (secret: string) =>
    (await fetch(callbackUrl, { method: 'POST', body: event, headers: signedHeaders(secret, Date.now(), event) })).status;
  expect([await post('another'), await post(app.secret)]).toEqual([401, 200]);
  expect((await fetch(`${callbackUrl}?verification_token=guessed&challenge=c`)).status).toBe(401);

  stop.abort();
  await expect(running).rejects.toThrow('stopped');
});
