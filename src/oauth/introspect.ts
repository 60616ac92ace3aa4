import { tokenHash } from '../lib/ids.js';
import { findToken } from '../storage/access-tokens.js';
import { findRefreshToken } from '../storage/refresh-tokens.js';
import { authenticateClient } from './authenticate-client.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import { type Parameters, refuseRepeated } from './parameters.js';
import { refreshExpiry } from './refresh.js';

/** What is known of a token (RFC 7662 §2.2); of one that is not the app's own or does not live, nothing. */
export type Introspection = { active: false } | { active: true; [claim: string]: unknown };

/** Tells an app about one of its own tokens. Throws `invalid_client`. */
export async function introspect(
  context: OAuthContext,
  authorization: string | undefined,
  parameters: Parameters,
  issuer: string,
): Promise<Introspection> {
  refuseRepeated(parameters, ['token', 'client_id', 'client_secret']);
  const { clientId } = await authenticateClient(context, authorization, parameters);
  const text = parameters.get('token');
  if (text === undefined) throw new OAuthError('invalid_request', 'token is missing', { clientId });
  const now = context.clock.now();
  const { reader } = context.store.engine;
  const common = { active: true, client_id: clientId, iss: issuer } as const;
  const access = await findToken(reader, tokenHash(text));
  if (access) {
    if (access.clientId !== clientId || (access.expiresAtMs as number) <= now) return { active: false };
    const times = { exp: seconds(access.expiresAtMs as number), iat: seconds(Date.parse(access.createdAt)) };
    return { ...common, token_type: 'bearer', scope: access.wireScope, sub: access.userId, ...times };
  }
  const refresh = await findRefreshToken(reader, tokenHash(text));
  if (!refresh || refresh.clientId !== clientId || refresh.endedAtMs !== null) return { active: false };
  const expiresAtMs = refreshExpiry(refresh, context);
  if (expiresAtMs <= now) return { active: false };
  const times = { exp: seconds(expiresAtMs), iat: seconds(refresh.issuedAtMs) };
  return { ...common, token_type: 'refresh_token', scope: refresh.wireScope, sub: refresh.userId, ...times };
}

const seconds = (ms: number) => Math.floor(ms / 1000);
