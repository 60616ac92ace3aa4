import { type Context, Hono } from 'hono';
import { signIn } from '../../oauth/sign-in.js';
import type { SignInModel } from '../pages/models.js';
import { signInPage } from '../pages/sign-in-page.js';
import { type Browser, browserOf, giveCookie, hiddenFields, pageUser, postedForm } from './browser.js';
import type { PageOptions } from './options.js';
import { pageResponse, seeOther } from './page-response.js';
import { PAGES, PATHS } from './paths.js';

/** People that the picker lists. */
const MAXIMUM_LISTED = 100;

/** What a sign-in page is shown for. */
export interface SignInOccasion {
  /** The page to go on to: a path of ours. */
  returnTo: string;
  appName: string | null;
  error?: string;
  /** What was typed as user before. */
  typed?: string;
  status?: 200 | 400 | 429;
}

/** `/oauth/sign-in` and `/oauth/sign-out`. */
export function createSignInRoutes(options: PageOptions): Hono {
  const app = new Hono({ strict: false });
  app.get(PAGES.signIn, async (context) => {
    const browser = await browserOf(context, options);
    if (browser.session) return seeOther(context, PAGES.connections);
    return showSignIn(context, options, browser, { returnTo: PAGES.connections, appName: null });
  });
  app.post(PAGES.signIn, async (context) => {
    const { browser, form } = await postedForm(context, options);
    const returnTo = ownPath(form.get('return_to'));
    const name = (form.get('user') ?? '').trim();
    const outcome = await signIn(options, options.throttle, options.login, { name, password: form.get('password') ?? '' });
    if ('error' in outcome) {
      const isThrottled = outcome.waitSeconds !== undefined;
      if (isThrottled) context.header('retry-after', String(outcome.waitSeconds));
      const occasion = { returnTo, appName: await appNameOf(options, returnTo) };
      return showSignIn(context, options, browser, { ...occasion, error: outcome.error, typed: name, status: isThrottled ? 429 : 400 });
    }
    const { userNo, id: userId } = outcome.user;
    giveCookie(context, options, await options.sessions.start({ userNo, userId }, browser.cookie));
    return seeOther(context, returnTo);
  });
  app.post(PAGES.signOut, async (context) => {
    const { browser, form } = await postedForm(context, options);
    if (browser.session) await options.sessions.end(browser.session, browser.cookie);
    giveCookie(context, options, options.sessions.newCookie());
    return seeOther(context, ownPath(form.get('return_to')));
  });
  return app;
}

/** The page on which somebody signs in. */
export async function showSignIn(context: Context, options: PageOptions, browser: Browser, occasion: SignInOccasion): Promise<Response> {
  const form = { action: PAGES.signIn, hidden: hiddenFields(options, browser, { return_to: occasion.returnTo }) };
  const model = { appName: occasion.appName, form, choice: await choiceOf(options, occasion), error: occasion.error ?? null };
  return pageResponse(context, signInPage(model), occasion.status ?? 200);
}

async function choiceOf({ login, store }: PageOptions, { typed = '' }: SignInOccasion): Promise<SignInModel['choice']> {
  if (login === 'password') return { mode: 'password', user: typed.slice(0, 320) };
  const users = await store.users.list(MAXIMUM_LISTED + 1);
  return { mode: 'picker', users: users.slice(0, MAXIMUM_LISTED).map(pageUser), isShortened: users.length > MAXIMUM_LISTED };
}

/** The page of ours that a form names to go on to; anything else leads to the connected apps. */
function ownPath(returnTo: string | null): string {
  const base = 'http://circlet.invalid';
  if (!returnTo?.startsWith('/') || !URL.canParse(returnTo, base)) return PAGES.connections;
  const { origin, pathname, search } = new URL(returnTo, base);
  const isOwn = [...PATHS.authorize, PAGES.connections].some((path) => path === pathname);
  return origin === base && isOwn ? pathname + search : PAGES.connections;
}

/** The name of the app whose request a page of ours is for. */
async function appNameOf({ store }: PageOptions, ownPath: string): Promise<string | null> {
  const clientId = new URLSearchParams(ownPath.split('?')[1]).get('client_id');
  return clientId === null ? null : ((await store.apps.find(clientId))?.name ?? null);
}
