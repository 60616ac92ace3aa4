import { Hono } from 'hono';
import { disconnect } from '../../oauth/connections.js';
import type { App } from '../../storage/apps.js';
import { connectedAppsPage } from '../pages/connected-apps-page.js';
import { type Browser, browserOf, hiddenFields, pageUser, postedForm } from './browser.js';
import type { PageOptions } from './options.js';
import { pageResponse, seeOther } from './page-response.js';
import { PAGES } from './paths.js';
import { listedScopes, SCOPE_LABELS } from './scope-labels.js';
import { showSignIn } from './sign-in.js';

/** `/oauth/connections`: the apps that a user has let in, and the way to be rid of them. */
export function createConnectionRoutes(options: PageOptions): Hono {
  const app = new Hono({ strict: false });
  app.get(PAGES.connections, async (context) => {
    const browser = await browserOf(context, options);
    const { session } = browser;
    if (!session) return showSignIn(context, options, browser, { returnTo: PAGES.connections, appName: null });
    const grants = await options.store.grants.list(session.userNo);
    const gone = await justDisconnected(options, browser, context.req.query());
    const text = connectedAppsPage({
      user: pageUser({ id: session.userId, email: session.email }),
      apps: grants.map(({ clientId, appName, scopes, createdAt }) => ({
        name: appName,
        scopes: listedScopes(scopes).map((scope) => SCOPE_LABELS[scope]),
        since: createdAt.slice(0, 'YYYY-MM-DD'.length),
        disconnect: { action: PAGES.disconnect, hidden: hiddenFields(options, browser, { client_id: clientId }) },
      })),
      signOut: { action: PAGES.signOut, hidden: hiddenFields(options, browser, { return_to: PAGES.connections }) },
      notice: gone && !grants.some(({ clientId }) => clientId === gone.clientId) ? `${gone.name} was disconnected.` : null,
    });
    return pageResponse(context, text);
  });
  app.post(PAGES.disconnect, async (context) => {
    const { browser, form } = await postedForm(context, options);
    const client = await options.store.apps.find(form.get('client_id') ?? '');
    if (!browser.session || !client) return seeOther(context, PAGES.connections);
    await disconnect(options, browser.session, client);
    const proof = options.sessions.proof(browser.cookie, disconnected(client.clientId));
    return seeOther(context, `${PAGES.connections}?${new URLSearchParams({ disconnected: client.clientId, proof })}`);
  });
  return app;
}

const disconnected = (clientId: string) => `disconnected ${clientId}`;

/** The app that this very browser has disconnected: a link of somebody else must not say so. */
async function justDisconnected({ store, sessions }: PageOptions, { cookie }: Browser, query: Record<string, string>): Promise<App | null> {
  const { disconnected: clientId = '', proof = '' } = query;
  return sessions.isProof(cookie, disconnected(clientId), proof) ? store.apps.find(clientId) : null;
}
