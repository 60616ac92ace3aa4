import { tokenHash } from '../lib/ids.js';
import { type FoundToken, findToken, removeToken } from '../storage/access-tokens.js';
import { endRefreshToken, type FoundRefreshToken, findRefreshToken, revokeFamily } from '../storage/refresh-tokens.js';
import type { Transaction } from '../storage/tables.js';
import { fingerprint } from './audit-trail.js';
import { authenticateClient, readCredentials } from './authenticate-client.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import { type Parameters, refuseRepeated } from './parameters.js';

/** A request to revoke a token: `parameters` of its query and form, the bearer of its header. */
export interface RevokeRequest {
  parameters: Parameters;
  authorization: string | undefined;
  bearer: string | null;
}

/**
 * Ends a token at once. Who has it may end it; an app that proves itself with its secret may end its own only, and is not told
 * whether there was one (RFC 7009 §2.2). With a refresh token everything of its authorization ends, with an access token the refresh
 * token that came with it.
 */
export async function revoke(context: OAuthContext, { parameters, authorization, bearer }: RevokeRequest): Promise<void> {
  refuseRepeated(parameters, ['token', 'access_token', 'client_id', 'client_secret']);
  const { clientId, secret, isBasic } = readCredentials(authorization, parameters) ?? {};
  const app = secret || isBasic ? await authenticateClient(context, authorization, parameters) : null;
  const text = parameters.get('token') ?? parameters.get('access_token') ?? bearer;
  if (text === null) throw new OAuthError('invalid_request', 'token is missing');
  const hash = tokenHash(text);
  const claim = { text, owner: app?.clientId ?? clientId, isProven: app !== null };
  // Whoever makes tokens up neither waits for other writers nor keeps them waiting.
  if (!(await findLiving(context.store.engine.reader, hash, claim))) return;
  await context.store.engine.transaction(async (db) => {
    const found = await findLiving(db, hash, claim);
    if (!found) return;
    await end(context, db, found);
    const detail = { token: fingerprint(hash), kind: 'endedAtMs' in found ? 'refresh_token' : 'access_token' };
    await context.trail.append(db, { type: 'token.revoked', userId: found.userId, clientId: found.clientId, detail });
  });
}

interface Claim {
  /** The token. */
  text: string;
  /** The app that says it is its own. */
  owner: string | undefined;
  /** It has proved to be that app. */
  isProven: boolean;
}

/** The token that is to end; null where it has ended and its app need not know. Throws what is refused. */
async function findLiving(db: Transaction, hash: Buffer, { text, owner, isProven }: Claim): Promise<FoundToken | FoundRefreshToken | null> {
  const found = (await findToken(db, hash)) ?? (await findRefreshToken(db, hash));
  if (found && owner !== undefined && found.clientId !== owner) throw foreign(text, owner, found);
  const endedBy = found && 'endedBy' in found ? found.endedBy : null;
  if (found && endedBy === null) return found;
  if (isProven) return null;
  throw unknown(text, owner, endedBy);
}

async function end({ clock }: OAuthContext, db: Transaction, found: FoundToken | FoundRefreshToken): Promise<void> {
  if ('endedAtMs' in found) {
    await revokeFamily(db, found, clock.now());
    return;
  }
  await removeToken(db, found.userNo, found.id);
  await endRefreshToken(db, { userNo: found.userNo, accessId: found.id }, { atMs: clock.now(), by: 'revoked' });
}

function foreign(text: string, clientId: string, found: FoundToken | FoundRefreshToken): OAuthError {
  const reason = `the token was issued to ${found.clientId === null ? 'no app' : `app ${found.clientId}`}`;
  const truth = { reason, clientId, userId: found.userId, detail: { token: fingerprint(text) } };
  return new OAuthError('invalid_grant', 'The token was not issued to this app.', truth);
}

function unknown(text: string, clientId: string | undefined, endedBy: string | null): OAuthError {
  const reason = endedBy === null ? 'there is no such token' : `the refresh token was ${endedBy} before`;
  return new OAuthError('invalid_token', 'The token is invalid, expired or revoked.', {
    reason,
    clientId: clientId ?? null,
    detail: { token: fingerprint(text) },
  });
}
