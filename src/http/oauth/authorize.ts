import { type Context, Hono } from 'hono';
import { type AuthorizeRequest, type ReturnAddress, readAuthorizeRequest, readReturnAddress } from '../../oauth/authorize-request.js';
import { allow, deny, errorAddress } from '../../oauth/decide.js';
import { OAuthError } from '../../oauth/oauth-error.js';
import { parametersOf } from '../../oauth/parameters.js';
import { scopesOf } from '../../oauth/scopes.js';
import { findByName } from '../../oauth/sign-in.js';
import { consentPage } from '../pages/consent-page.js';
import { issuerOf } from './base-url.js';
import { type Browser, browserOf, hiddenFields, pageUser, postedForm } from './browser.js';
import type { PageOptions } from './options.js';
import { errorPageResponse, pageResponse, seeOther } from './page-response.js';
import { PAGES, PATHS } from './paths.js';
import { listedScopes, SCOPE_LABELS } from './scope-labels.js';
import { showSignIn } from './sign-in.js';

/** The authorization endpoint, and the form on its consent page. */
export function createAuthorizeRoutes(options: PageOptions): Hono {
  const app = new Hono({ strict: false });
  for (const path of PATHS.authorize) {
    app.get(path, async (context) => {
      const { search } = new URL(context.req.url);
      return withRequest(context, options, search, async (request) => {
        if (options.autoConsent) return approve(context, options, request);
        const browser = await browserOf(context, options);
        const occasion = { returnTo: path + search, appName: request.app.name };
        if (!browser.session) return showSignIn(context, options, browser, occasion);
        return showConsent(context, options, browser, request, search, path);
      });
    });
  }
  app.post(PAGES.consent, async (context) => {
    const { browser, form } = await postedForm(context, options);
    const search = form.get('request') ?? '';
    return withRequest(context, options, search, async (request) => {
      const { session } = browser;
      const returnTo = `${PATHS.authorize[0]}${search}`;
      if (!session) return showSignIn(context, options, browser, { returnTo, appName: request.app.name });
      const issuer = issuerOf(context, options);
      if (form.get('decision') === 'allow') return seeOther(context, await allow(options, request, session, form.getAll('scope'), issuer));
      return seeOther(context, deny(options, request, session, issuer));
    });
  });
  return app;
}

/** Reads the request; tells what is wrong with it to the app or, where that has no address, on a page. */
async function withRequest(
  context: Context,
  options: PageOptions,
  search: string,
  answer: (request: AuthorizeRequest) => Promise<Response>,
): Promise<Response> {
  const parameters = parametersOf(new URLSearchParams(search));
  let address: ReturnAddress | null = null;
  try {
    address = await readReturnAddress(options.store, parameters);
    return await answer(readAuthorizeRequest(address, parameters));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    const clientId = address?.app.clientId ?? parameters.get('client_id') ?? null;
    const detail = { error: error.code, ...error.truth.detail };
    options.trail.record({ type: 'authorize.refused', userId: error.truth.userId ?? null, clientId, reason: error.reason, detail });
    // An app that is not there any more has no address either.
    if (address && error.code !== 'invalid_client') return seeOther(context, errorAddress(address, error, issuerOf(context, options)));
    return errorPageResponse(context, 400, 'This link does not work', error.description);
  }
}

function showConsent(context: Context, options: PageOptions, browser: Browser, request: AuthorizeRequest, search: string, path: string) {
  const { app, redirectUri, words } = request;
  const { userId: id, email } = browser.session as NonNullable<Browser['session']>;
  const { origin } = new URL(redirectUri);
  const text = consentPage({
    appName: app.name,
    redirectHost: origin,
    user: pageUser({ id, email }),
    form: { action: PAGES.consent, hidden: hiddenFields(options, browser, { request: search }) },
    scopes: listedScopes(scopesOf(words)).map((name) => ({ name, label: SCOPE_LABELS[name], isTicked: true })),
    signOut: { action: PAGES.signOut, hidden: hiddenFields(options, browser, { return_to: path + search }) },
  });
  // Apps behind https send browsers on to wherever they like.
  return pageResponse(context, text, 200, origin.startsWith('https:') ? 'https:' : `${origin} https:`);
}

/** Approves at once: for whoever is signed in, else `login_hint`, else the first user. */
async function approve(context: Context, options: PageOptions, request: AuthorizeRequest): Promise<Response> {
  const { session } = await browserOf(context, options);
  const hint = new URL(context.req.url).searchParams.get('login_hint');
  const user = hint ? await findByName(options.store, hint) : ((await options.store.users.list(1))[0] ?? null);
  const person = session ?? (user && { userNo: user.userNo, userId: user.id });
  if (!person) return errorPageResponse(context, 400, 'Nobody to sign in', 'Add a user first: circlet user add');
  return seeOther(context, await allow(options, request, person, scopesOf(request.words), issuerOf(context, options)));
}
