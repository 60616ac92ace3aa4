import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { TestServer } from '../../src/testing.js';

/** An app as the admin API answers its registration. */
export interface RegisteredApp {
  client_id: string;
  client_secret: string;
}

/** Registers an app. */
export async function addApp(server: TestServer, app: { name: string; redirect_uris: string[] }): Promise<RegisteredApp> {
  const answer = await server.admin('POST', '/apps', app);
  expect(answer.status).toBe(201);
  return (await answer.json()) as RegisteredApp;
}

/** Exchanges a code, as the app's server would. */
export async function exchange(
  server: TestServer,
  app: RegisteredApp,
  parameters: { code: string; redirect_uri: string },
): Promise<{ access_token: string; scope: string }> {
  const { client_id, client_secret } = app;
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id, client_secret, ...parameters });
  const answer = await fetch(`${server.url}/oauth/token`, { method: 'POST', body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { access_token: string; scope: string };
}

/** Where an app waits for the browser to come back: an origin of its own, as a real one has. */
export async function startCallback() {
  let last = new URLSearchParams();
  let referer: string | undefined;
  const listener = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    if (url.pathname === '/callback') [last, referer] = [url.searchParams, request.headers.referer];
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Trainer</title>');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/callback`,
    /** The parameters of the last visit. */
    last: () => Object.fromEntries(last),
    /** The page that it says it came from. */
    referer: () => referer,
    close: () =>
      new Promise<void>((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}
