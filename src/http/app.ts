import { type Context, Hono } from 'hono';
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { collections } from '../collections/index.js';
import { StoreBusyError } from '../storage/engine.js';
import { type AdminOptions, createAdminRoutes } from './admin/routes.js';
import { answerJson } from './answer-json.js';
import { createDataRoutes, type DataOptions } from './data-routes.js';
import { ApiError, errorResponse } from './errors.js';
import { createHealthRoutes, type Unready } from './health.js';
import type { Metrics } from './metrics.js';
import type { OAuthRouteOptions } from './oauth/options.js';
import { createOAuthRoutes } from './oauth/routes.js';
import { createOpenApi } from './openapi.js';
import { createRefusals } from './refusals.js';
import { createWebhookRoutes } from './webhook-routes.js';

export interface AppOptions extends Omit<DataOptions, 'clock' | 'refusals'>, AdminOptions, Omit<OAuthRouteOptions, 'clock'> {
  unready: Unready;
  /** Null where nobody asks for them. */
  metrics: Metrics | null;
  /** Told of failures that are bugs; gets no bodies and no tokens. */
  onUnexpected(error: unknown, request: { id: string; method: string; path: string }): void;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The whole HTTP surface: data routes, sandbox, OAuth with its pages, webhook subscriptions, admin, `/openapi.json`. */
export function createApp(options: AppOptions): Hono {
  // The one that goes through a path once, however many routes there are; it throws at the first request where they cannot be told apart so.
  const app = new Hono({ strict: false, router: new RegExpRouter() });
  if (options.metrics) app.use(options.metrics.middleware);
  let openApi: string | null = null;
  const refusals = createRefusals(options.trail, options.clock);
  app.route('/', createHealthRoutes(options.unready));
  app.route('/', createDataRoutes({ ...options, refusals }));
  app.route('/', createOAuthRoutes(options));
  app.route('/', createWebhookRoutes(options));
  app.route('/', createAdminRoutes(options));
  app.get('/openapi.json', (context) => {
    openApi ??= JSON.stringify(createOpenApi(collections));
    return answerJson(context, openApi);
  });

  app.notFound((context) => errorResponse(unroutable(app, context)));
  app.onError((error, context) => {
    if (error instanceof ApiError) return errorResponse(error);
    if (error instanceof StoreBusyError) return errorResponse(new ApiError(503, error.message, { 'Retry-After': '5' }));
    const id = Buffer.from(options.random.bytes(8)).toString('hex');
    options.onUnexpected(error, { id, method: context.req.method, path: context.req.path });
    return Response.json({ detail: 'Internal Server Error' }, { status: 500, headers: { 'X-Request-Id': id } });
  });
  return app;
}

function unroutable(app: Hono, context: Context): ApiError {
  const { path } = context.req;
  const allowed = METHODS.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method));
  if (allowed.length === 0) return new ApiError(404, 'Not Found');
  return new ApiError(405, 'Method Not Allowed', { Allow: allowed.join(', ') });
}
