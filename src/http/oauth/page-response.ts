import type { Context } from 'hono';
import { errorPage } from '../pages/error-page.js';
import { NO_STORE } from './error-response.js';

const HEADERS = {
  ...NO_STORE,
  'content-type': 'text/html; charset=UTF-8',
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  // Addresses of these pages hold the requests of apps.
  'referrer-policy': 'no-referrer',
};

/**
 * A page that loads nothing but its style, runs nothing and is framed by nobody. Its forms may lead to `formTargets` besides itself:
 * browsers hold redirects after a form against that list, too.
 */
export function pageResponse(context: Context, text: string, status: 200 | 400 | 403 | 404 | 429 = 200, formTargets = ''): Response {
  const policy = [
    ...["default-src 'none'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"],
    `form-action 'self'${formTargets && ` ${formTargets}`}`,
  ];
  return context.body(text, status, { ...HEADERS, 'content-security-policy': policy.join('; ') });
}

/** A page that says what went wrong. */
export function errorPageResponse(context: Context, status: 400 | 403 | 404 | 429, title: string, detail: string): Response {
  return pageResponse(context, errorPage({ title, detail }), status);
}

/** Sends the browser on; a form that was posted is not posted again. */
export function seeOther(context: Context, location: string): Response {
  return context.body(null, context.req.method === 'POST' ? 303 : 302, { ...NO_STORE, 'referrer-policy': 'no-referrer', location });
}
