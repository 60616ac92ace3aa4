import { Hono } from 'hono';
import { z } from 'zod';
import { SCOPES } from '../../collections/define.js';
import { appProblem, registerApp, removeApp, rotateSecret } from '../../oauth/apps.js';
import type { OAuthContext } from '../../oauth/oauth-context.js';
import type { App } from '../../storage/apps.js';
import type { Store } from '../../storage/store.js';
import { ApiError, badBody } from '../errors.js';
import { readBody } from './body.js';

const appSchema = z.strictObject({
  name: z.string(),
  redirect_uris: z.array(z.string()),
  /** What it may ask for; all by default. */
  scopes: z.array(z.enum(SCOPES)).optional(),
  /** Those it has elsewhere; new ones by default. */
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
});

export type AppRouteOptions = Pick<OAuthContext, 'store' | 'clock' | 'random' | 'trail' | 'masterKey'>;

/** `/apps`: registering, listing and removing apps. A secret is answered when it is made, and never again. */
export function createAppRoutes(options: AppRouteOptions): Hono {
  const { store } = options;
  const app = new Hono();
  app.post('/apps', async (context) => {
    const { name, redirect_uris, scopes, client_id, client_secret } = await readBody(context, appSchema);
    const request = { name, redirectUris: redirect_uris, scopes, clientId: client_id, clientSecret: client_secret };
    const problem = appProblem(request);
    if (problem) throw badBody([{ type: 'value_error', path: [problem.field], message: problem.message, input: null }]);
    if (client_id !== undefined && (await store.apps.find(client_id))) throw new ApiError(409, `There is an app ${client_id} already.`);
    const registered = await registerApp(options, request);
    return context.json({ ...shownApp(registered.app), client_secret: registered.secret }, 201);
  });
  app.get('/apps', async (context) => context.json({ apps: (await store.apps.list()).map(shownApp) }));
  app.get('/apps/:client_id', async (context) => context.json(shownApp(await findApp(store, context.req.param('client_id')))));
  app.post('/apps/:client_id/rotate-secret', async (context) => {
    const found = await findApp(store, context.req.param('client_id'));
    return context.json({ client_id: found.clientId, client_secret: await rotateSecret(options, found) });
  });
  app.delete('/apps/:client_id', async (context) => {
    await removeApp(options, await findApp(store, context.req.param('client_id')));
    return context.body(null, 204);
  });
  return app;
}

async function findApp(store: Store, clientId: string): Promise<App> {
  const found = await store.apps.find(clientId);
  if (!found) throw new ApiError(404, `There is no app ${clientId}.`);
  return found;
}

/** An app in the words of the wire. */
export const shownApp = ({ clientId, name, redirectUris, scopes, createdAt }: App) => ({
  client_id: clientId,
  name,
  redirect_uris: redirectUris,
  scopes,
  created_at: createdAt,
});
