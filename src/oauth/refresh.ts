import { tokenHash } from '../lib/ids.js';
import type { App } from '../storage/apps.js';
import { findGrantScopes } from '../storage/grants.js';
import { endRefreshToken, type FoundRefreshToken, findRefreshToken } from '../storage/refresh-tokens.js';
import { fingerprint } from './audit-trail.js';
import { secondsSince } from './exchange-code.js';
import { issuePair, type TokenAnswer } from './issue-tokens.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import type { Parameters } from './parameters.js';
import { askedWords, keepWords, scopesOf, wordsOf } from './scopes.js';

/** Spends a refresh token for a new pair. Of any number at once one transaction finds it unspent. RFC 6749 §6. */
export async function refresh(context: OAuthContext, app: App, parameters: Parameters): Promise<TokenAnswer> {
  const text = parameters.get('refresh_token');
  if (text === undefined) throw new OAuthError('invalid_request', 'refresh_token is missing');
  const now = context.clock.now();
  const outcome = await context.store.engine.transaction(async (db): Promise<TokenAnswer | OAuthError> => {
    const token = await findRefreshToken(db, tokenHash(text));
    if (!token) return refusal(text, null, 'there is no such refresh token');
    if (token.appNo !== app.appNo) return refusal(text, token, `the refresh token was issued to app ${token.clientId}`);
    if (token.endedAtMs !== null) return spent(text, token, now);
    const expiresAtMs = refreshExpiry(token, context);
    if (now >= expiresAtMs) return refusal(text, token, `the refresh token expired ${secondsSince(expiresAtMs, now)} s ago, unused`);
    const scopes = await findGrantScopes(db, token.userNo, token.appNo);
    if (!scopes) return refusal(text, token, 'the user has disconnected the app');
    await endRefreshToken(db, token, { atMs: now, by: 'refreshed' });
    const refreshWords = keepWords(wordsOf(token.wireScope), scopes);
    const asked = parameters.get('scope');
    const words = asked === undefined ? refreshWords : askedWords(asked, scopesOf(refreshWords));
    return issuePair(context, db, token, { words, refreshWords, grantType: 'refresh_token' });
  });
  if (outcome instanceof OAuthError) throw outcome;
  return outcome;
}

/** When a refresh token that nobody uses is worth nothing any more (RFC 9700 §4.14.2), in ms. */
export function refreshExpiry({ issuedAtMs }: Pick<FoundRefreshToken, 'issuedAtMs'>, { refreshTtlSeconds }: OAuthContext): number {
  return issuedAtMs + refreshTtlSeconds * 1000;
}

function spent(text: string, token: FoundRefreshToken, now: number): OAuthError {
  const seconds = secondsSince(token.endedAtMs as number, now);
  const what = token.endedBy === 'revoked' ? 'revoked' : `spent by app ${token.clientId}`;
  const detail = { seconds_ago: seconds, ended_by: token.endedBy, spent_by: token.endedBy === 'revoked' ? null : token.clientId };
  return refusal(text, token, `the refresh token was ${what} ${seconds} s ago`, detail);
}

function refusal(text: string, token: FoundRefreshToken | null, reason: string, detail: Record<string, unknown> = {}): OAuthError {
  const truth = { reason, userId: token?.userId ?? null, detail: { token: fingerprint(text), ...detail } };
  return new OAuthError('invalid_grant', 'The refresh token is invalid, used, revoked, or was issued to another app.', truth);
}
