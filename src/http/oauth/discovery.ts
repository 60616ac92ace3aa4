import { Hono } from 'hono';
import { SCOPES } from '../../collections/define.js';
import { baseUrl, issuerOf } from './base-url.js';
import { NO_STORE } from './error-response.js';
import type { OAuthRouteOptions } from './options.js';
import { ISSUER_PATH, PATHS } from './paths.js';

const AUTHENTICATION = ['client_secret_basic', 'client_secret_post'];

/** The discovery document below the issuer (RFC 8414, OpenID Connect Discovery §4); there are no ID tokens, hence no keys. */
export function createDiscoveryRoute(options: Pick<OAuthRouteOptions, 'publicUrl'>): Hono {
  const app = new Hono({ strict: false });
  app.get(`${ISSUER_PATH}/.well-known/openid-configuration`, (context) => {
    const base = baseUrl(context, options);
    const document = {
      issuer: issuerOf(context, options),
      authorization_endpoint: base + PATHS.authorize[1],
      token_endpoint: base + PATHS.token[1],
      revocation_endpoint: base + PATHS.revoke[1],
      introspection_endpoint: base + PATHS.introspect[1],
      response_types_supported: ['code', 'token'],
      response_modes_supported: ['query', 'fragment'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'implicit'],
      subject_types_supported: ['public'],
      scopes_supported: SCOPES.map((scope) => `extapi:${scope}`),
      token_endpoint_auth_methods_supported: AUTHENTICATION,
      revocation_endpoint_auth_methods_supported: AUTHENTICATION,
      introspection_endpoint_auth_methods_supported: AUTHENTICATION,
      code_challenge_methods_supported: ['S256', 'plain'],
      authorization_response_iss_parameter_supported: true,
    };
    return context.json(document, 200, NO_STORE);
  });
  return app;
}
