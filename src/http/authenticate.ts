import type { Context } from 'hono';
import type { Collection, Scope } from '../collections/define.js';
import type { Clock } from '../lib/clock.js';
import { tokenHash } from '../lib/ids.js';
import type { Store } from '../storage/store.js';
import type { Bearer } from '../storage/tokens.js';
import type { Behaviour } from './behaviour.js';
import { ApiError } from './errors.js';
import type { RateLimit } from './rate-limit.js';
import type { Refusals } from './refusals.js';

export interface AccessOptions {
  store: Store;
  clock: Clock;
  behaviour: Behaviour;
  rateLimit: RateLimit;
  refusals: Refusals;
}

/** RFC 6750 §2.1: `Authorization: Bearer <token>`; RFC 9110 §11.1: the scheme's case does not matter. */
export function bearerToken(authorization: string | undefined): string | null {
  const match = /^bearer +(\S+) *$/i.exec(authorization ?? '');
  return match ? (match[1] as string) : null;
}

/** Checks the bearer token of a data request: it exists and is alive, within the rate limit, of a paying member. */
export function createAuthenticate({ store, clock, behaviour, rateLimit, refusals }: AccessOptions) {
  return async (context: Context, collection?: Collection): Promise<Bearer> => {
    const token = bearerToken(requireAuthorization(context, behaviour));
    const bearer = token === null ? null : await store.tokens.find(token);
    try {
      if (!bearer || isExpired(bearer, clock)) throw new ApiError(401, INVALID, CHALLENGE);
      const counted = rateLimit(bearer.key, bearer.appNo);
      if (counted) await counted;
      if (bearer.membership === 'lapsed') {
        throw new ApiError(403, "The user's Oura membership has expired and their data is not available via the API.");
      }
      if (collection) requireScope(bearer, collection);
      return bearer;
    } catch (error) {
      if (token !== null && error instanceof ApiError) {
        refusals.note({ hash: tokenHash(token), bearer, status: error.status, detail: String(error.detail) });
      }
      throw error;
    }
  };
}

/** The sandbox takes any Authorization that is not empty, and counts it together with the data requests of the same token. */
export function createSandboxAuthenticate({ behaviour, rateLimit }: AccessOptions) {
  return async (context: Context): Promise<void> => {
    const authorization = requireAuthorization(context, behaviour);
    await rateLimit(tokenHash(bearerToken(authorization) ?? authorization).toString('latin1'));
  };
}

/** Oura: sic, down to the grammar and the status. */
function requireScope(bearer: Bearer, collection: Collection): void {
  if (collection.scopes.some((scope: Scope) => bearer.scopes.includes(scope))) return;
  throw new ApiError(401, `Token is not authorized access ${collection.scopes[0]} scope.`);
}

const INVALID = 'The access token is invalid, expired or revoked.';
const CHALLENGE = { 'WWW-Authenticate': 'Bearer' };

const isExpired = (bearer: Bearer, clock: Clock) => bearer.expiresAtMs !== null && bearer.expiresAtMs <= clock.now();

function requireAuthorization(context: Context, behaviour: Behaviour): string {
  const authorization = context.req.header('authorization')?.trim();
  if (authorization) return authorization;
  const status = behaviour.missingToken === '400' ? 400 : 401;
  throw new ApiError(status, 'Token is missing from Request Authorization Header', status === 401 ? CHALLENGE : {});
}
