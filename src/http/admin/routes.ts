import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Outgoing } from '../../webhooks/outgoing.js';
import { bearerToken } from '../authenticate.js';
import { ApiError } from '../errors.js';
import { type AppRouteOptions, createAppRoutes } from './apps.js';
import { type ClockRouteOptions, createClockRoutes } from './clock.js';
import { createDataWriteRoutes } from './data.js';
import { createDeliveryRoutes } from './deliveries.js';
import { createEventRoutes } from './events.js';
import { createTruthRoutes } from './truth.js';
import { createUserRoutes, type UserRouteOptions } from './users.js';

/** A year of heart rate is 20 MB; larger histories come by `circlet import`. */
const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;

export interface AdminOptions extends Omit<UserRouteOptions, 'clock'>, Omit<AppRouteOptions, 'clock'>, ClockRouteOptions {
  outgoing: Outgoing;
  adminToken: string;
}

/** Everything below `/admin/v1`, behind the admin token. */
export function createAdminRoutes(options: AdminOptions): Hono {
  const app = new Hono({ strict: false }).basePath('/admin/v1');
  app.use('*', async (context, next) => {
    const token = bearerToken(context.req.header('authorization'));
    if (token === null || !isSame(token, options.adminToken)) throw new ApiError(401, 'The admin token is missing or wrong.');
    await next();
  });
  const onError = () => {
    throw new ApiError(413, `The body is larger than ${MAXIMUM_BODY_BYTES} bytes; send it in parts or use \`circlet import\`.`);
  };
  app.use('*', bodyLimit({ maxSize: MAXIMUM_BODY_BYTES, onError }));
  app.route('/', createUserRoutes(options));
  app.route('/', createDataWriteRoutes(options));
  app.route('/', createClockRoutes(options));
  app.route('/', createAppRoutes(options));
  app.route('/', createEventRoutes(options));
  app.route('/', createDeliveryRoutes(options));
  app.route('/', createTruthRoutes(options));
  return app;
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
