import { Hono } from 'hono';
import { disconnect } from '../../oauth/connections.js';
import { connectedAppsPage } from '../pages/connected-apps-page.js';
import { browserOf, hiddenFields, pageUser, postedForm } from './browser.js';
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
    const gone = await options.store.apps.find(context.req.query('disconnected') ?? '');
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
    return seeOther(context, `${PAGES.connections}?disconnected=${encodeURIComponent(client.clientId)}`);
  });
  return app;
}
