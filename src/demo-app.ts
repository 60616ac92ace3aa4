import { unsealSecret } from './oauth/app-secrets.js';
import { registerApp, rotateSecret } from './oauth/apps.js';
import type { OAuthContext } from './oauth/oauth-context.js';

const SETTING = 'demo-app';

export interface DemoApp {
  clientId: string;
  clientSecret: string;
}

/** Finds the demo app; with `create`, registers it in a store that never had one. Each start can print its secret again. */
export async function prepareDemoApp(context: OAuthContext, create: boolean): Promise<DemoApp | null> {
  const { store, masterKey } = context;
  const clientId = await store.settings.get<string>(SETTING);
  if (clientId === null) return create ? addDemoApp(context) : null;
  const [app, stored] = await Promise.all([store.apps.find(clientId), store.apps.findSecret(clientId)]);
  if (!app || !stored) return null;
  try {
    return { clientId, clientSecret: unsealSecret(stored, masterKey, clientId) };
  } catch {
    // The store was moved here without its key.
    return { clientId, clientSecret: await rotateSecret(context, app) };
  }
}

async function addDemoApp(context: OAuthContext): Promise<DemoApp> {
  const { app, secret } = await registerApp(context, { name: 'Demo app', redirectUris: ['http://localhost:*', 'http://127.0.0.1:*'] });
  await context.store.settings.put(SETTING, app.clientId);
  return { clientId: app.clientId, clientSecret: secret };
}
