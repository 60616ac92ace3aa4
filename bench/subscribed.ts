import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createCirclet, dayText } from './product.js';

/** Starts Circlet on a new store in `scratch` with one user and an app for each callback, subscribed to new nights. */
export async function startSubscribed(scratch: string, callbacks: readonly string[]) {
  const folder = mkdtempSync(path.join(scratch, 'webhooks-'));
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
  for (const callback of callbacks) {
    const made = await ask('POST', '/admin/v1/apps', { name: 'Bench', redirect_uris: [redirect] });
    const app = (await made.json()) as { client_id: string; client_secret: string };
    const query = new URLSearchParams({ response_type: 'code', client_id: app.client_id, redirect_uri: redirect });
    await ask('GET', `/oauth/authorize?${query}`, null);
    const subscription = { callback_url: callback, verification_token: 'v', event_type: 'create', data_type: 'daily_sleep' };
    await ask('POST', '/v2/webhook/subscription', subscription, { 'x-client-id': app.client_id, 'x-client-secret': app.client_secret });
  }
  return {
    circlet,
    /** Writes so many documents. */
    async write(count: number): Promise<void> {
      const documents = Array.from({ length: count }, (_, i) => ({
        id: `d-${i}`,
        day: dayText(i),
        contributors: {},
        timestamp: `${dayText(i)}T00:00:00Z`,
      }));
      await ask('PUT', `/admin/v1/users/${user.id}/documents/daily_sleep`, documents);
    },
    async close(): Promise<void> {
      await circlet.close();
      rmSync(folder, { recursive: true });
    },
  };
}
