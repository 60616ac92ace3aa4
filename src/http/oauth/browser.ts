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

/** The browser that asks: its cookie, and who is signed in with it. */
export interface Browser {
  cookie: string;
  session: Session | null;
}

/** Finds the browser by its cookie; one that has none gets one, for the CSRF tokens of its forms. */
export async function browserOf(context: Context, options: PageOptions): Promise<Browser> {
  const sent = getCookie(context, COOKIE) ?? '';
  if (COOKIE_FORM.test(sent)) return { cookie: sent, session: await options.sessions.find(sent) };
  const cookie = options.sessions.newCookie();
  giveCookie(context, options, cookie);
  return { cookie, session: null };
}

/** Sets the cookie of a browser; it ends with the browser's own session. */
export function giveCookie(context: Context, options: PageOptions, cookie: string): void {
  const secure = baseUrl(context, options).startsWith('https:');
  setCookie(context, COOKIE, cookie, { path: '/oauth', httpOnly: true, sameSite: 'Lax', secure });
}

/** The hidden fields of a form for this browser. */
export function hiddenFields({ sessions }: PageOptions, { cookie }: Browser, values: Record<string, string> = {}): HiddenField[] {
  return Object.entries({ csrf: sessions.csrfToken(cookie), ...values }).map(([name, value]) => ({ name, value }));
}

/** The fields of a form that came from a page of this browser. Throws 403 for any other. */
export async function postedForm(context: Context, options: PageOptions): Promise<{ browser: Browser; form: URLSearchParams }> {
  const form = await formValues(context, { isLenient: true });
  const browser = await browserOf(context, options);
  if (options.sessions.isCsrfToken(browser.cookie, form.get('csrf') ?? '')) return { browser, form };
  await options.trail.record({
    type: 'form.refused',
    userId: browser.session?.userId ?? null,
    reason: 'the form did not come from a page that this browser was given',
    detail: { path: context.req.path },
  });
  throw new ApiError(403, 'The form is too old or came from elsewhere. Go back, load the page again and retry.');
}

/** A user as pages call them. */
export function pageUser({ id, email }: { id: string; email: string | null }): PageUser {
  return { id, label: email ?? id };
}
