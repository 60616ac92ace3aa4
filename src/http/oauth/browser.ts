import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Session } from '../../storage/sessions.js';
import { ApiError } from '../errors.js';
import type { HiddenField, PageUser } from '../pages/models.js';
import { baseUrl } from './base-url.js';
import type { PageOptions } from './options.js';
import { formValues } from './read-parameters.js';

const COOKIE = 'circlet_session';
const COOKIE_FORM = /^[A-Za-z0-9_-]{43}$/;
/** What CSRF tokens are made for. */
const FORM = 'form';

/** The browser that asks: its cookie, and who is signed in with it. */
export interface Browser {
  cookie: string;
  session: Session | null;
}

/** Finds the browser by its cookie; one that has none gets one, for the CSRF tokens of its forms. */
export async function browserOf(context: Context, options: PageOptions): Promise<Browser> {
  const known = await knownBrowser(context, options);
  if (known) return known;
  const cookie = options.sessions.newCookie();
  giveCookie(context, options, cookie);
  return { cookie, session: null };
}

async function knownBrowser(context: Context, { sessions }: PageOptions): Promise<Browser | null> {
  const cookie = getCookie(context, COOKIE) ?? '';
  return COOKIE_FORM.test(cookie) ? { cookie, session: await sessions.find(cookie) } : null;
}

/** Sets the cookie of a browser; it ends with the browser's own session. */
export function giveCookie(context: Context, options: PageOptions, cookie: string): void {
  const secure = baseUrl(context, options).startsWith('https:');
  setCookie(context, COOKIE, cookie, { path: '/oauth', httpOnly: true, sameSite: 'Lax', secure });
}

/** The hidden fields of a form for this browser. */
export function hiddenFields({ sessions }: PageOptions, { cookie }: Browser, values: Record<string, string> = {}): HiddenField[] {
  return Object.entries({ csrf: sessions.proof(cookie, FORM), ...values }).map(([name, value]) => ({ name, value }));
}

/**
 * The fields of a form that came from a page of this browser. Throws 403 for any other, and sets no cookie: with a form of another
 * website the browser sends none, and a new one would take the place of the one it has.
 */
export async function postedForm(context: Context, options: PageOptions): Promise<{ browser: Browser; form: URLSearchParams }> {
  const form = await formValues(context, { isLenient: true });
  const browser = await knownBrowser(context, options);
  if (browser && options.sessions.isProof(browser.cookie, FORM, form.get('csrf') ?? '')) return { browser, form };
  options.trail.record({
    type: 'form.refused',
    userId: browser?.session?.userId ?? null,
    reason: 'the form did not come from a page that this browser was given',
    detail: { path: context.req.path },
  });
  throw new ApiError(403, 'The form is too old or came from elsewhere. Go back, load the page again and retry.');
}

/** A user as pages call them. */
export function pageUser({ id, email }: { id: string; email: string | null }): PageUser {
  return { id, label: email ?? id };
}
