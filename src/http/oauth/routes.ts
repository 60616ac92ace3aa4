import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createBrowserSessions } from '../../oauth/browser-sessions.js';
import { createSignInThrottle } from '../../oauth/sign-in-throttle.js';
import { ApiError } from '../errors.js';
import { STYLE_PATH } from '../pages/models.js';
import { STYLE } from '../pages/style.js';
import { createAuthorizeRoutes } from './authorize.js';
import { requireOwnHost } from './base-url.js';
import { createConnectionRoutes } from './connections.js';
import { createDiscoveryRoute } from './discovery.js';
import { createEndpointRoutes, MAXIMUM_FORM_BYTES } from './endpoints.js';
import type { OAuthRouteOptions } from './options.js';
import { errorPageResponse } from './page-response.js';
import { createSignInRoutes } from './sign-in.js';

/** Everything below `/oauth`. */
export function createOAuthRoutes(options: OAuthRouteOptions): Hono {
  const app = new Hono({ strict: false });
  app.route('/', createEndpointRoutes(options));
  app.route('/', createDiscoveryRoute(options));
  app.get(STYLE_PATH, (context) =>
    context.body(STYLE, 200, {
      'content-type': 'text/css; charset=UTF-8',
      'cache-control': 'max-age=3600',
      'x-content-type-options': 'nosniff',
    }),
  );
  app.route('/', createPages(options));
  return app;
}

/** What people see; errors are pages as well. */
function createPages(options: OAuthRouteOptions): Hono {
  const shared = { ...options, sessions: createBrowserSessions(options, options.login), throttle: createSignInThrottle(options.clock) };
  const pages = new Hono({ strict: false });
  const onError = () => {
    throw new ApiError(413, 'The form is too large.');
  };
  const limit = bodyLimit({ maxSize: MAXIMUM_FORM_BYTES, onError });
  for (const create of [createAuthorizeRoutes, createSignInRoutes, createConnectionRoutes]) {
    const routes = create(shared);
    for (const { method, path, handler } of routes.routes) {
      pages.on(method, path, limit, async (context, next) => {
        requireOwnHost(context, options);
        return handler(context, next);
      });
    }
  }
  pages.onError((error, context) => {
    if (error instanceof ApiError && error.status === 403)
      return errorPageResponse(context, 403, 'That did not work', String(error.detail));
    throw error;
  });
  return pages;
}
