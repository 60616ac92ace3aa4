import type { Context } from 'hono';
import { isLoopback } from '../../oauth/login-safety.js';
import { ApiError } from '../errors.js';
import type { OAuthRouteOptions } from './options.js';
import { ISSUER_PATH } from './paths.js';

const OURA = /(^|\.)ouraring\.com$/;

/** The address of this server without a slash at its end, as the caller knows it. */
export function baseUrl(context: Context, { publicUrl }: Pick<OAuthRouteOptions, 'publicUrl'>): string {
  const { origin, hostname } = new URL(context.req.url);
  // Whoever asks for the service by its name does so over TLS, which ends before this server.
  return publicUrl ?? (OURA.test(hostname) ? `https://${hostname}` : origin);
}

/** Who issues codes and tokens (RFC 8414 §2, RFC 9207). */
export function issuerOf(context: Context, options: Pick<OAuthRouteOptions, 'publicUrl'>): string {
  return baseUrl(context, options) + ISSUER_PATH;
}

/**
 * Where nobody needs a password, pages answer only to the names of this machine and of the service it stands in for: a website that
 * points a name of its own here (DNS rebinding) could otherwise sign in.
 */
export function requireOwnHost(context: Context, { publicUrl, login }: Pick<OAuthRouteOptions, 'publicUrl' | 'login'>): void {
  if (login === 'password') return;
  const { hostname } = new URL(context.req.url);
  if (isLoopback(hostname) || OURA.test(hostname)) return;
  if (publicUrl !== null && new URL(publicUrl).hostname === hostname) return;
  throw new ApiError(403, 'Without passwords, people sign in at localhost and 127.0.0.1 only.');
}
