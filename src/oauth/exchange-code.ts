import { tokenHash } from '../lib/ids.js';
import type { App } from '../storage/apps.js';
import { type FoundCode, findCode, spendCode } from '../storage/authorization-codes.js';
import { findGrantScopes } from '../storage/grants.js';
import { revokeFamily } from '../storage/refresh-tokens.js';
import { fingerprint } from './audit-trail.js';
import { issuePair, type TokenAnswer } from './issue-tokens.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import type { Parameters } from './parameters.js';
import { verifyChallenge } from './pkce.js';
import { keepWords, wordsOf } from './scopes.js';

/** Exchanges a code for tokens; it works once, and trying again takes the tokens back. RFC 6749 §4.1.3. */
export async function exchangeCode(context: OAuthContext, app: App, parameters: Parameters): Promise<TokenAnswer> {
  const text = parameters.get('code');
  if (text === undefined) throw new OAuthError('invalid_request', 'code is missing');
  const now = context.clock.now();
  const outcome = await context.store.engine.transaction(async (db): Promise<TokenAnswer | OAuthError> => {
    const code = await findCode(db, tokenHash(text));
    if (!code) return refusal(text, null, 'there is no such code');
    if (code.appNo !== app.appNo) return refusal(text, code, `the code was made for app ${code.clientId}`);
    if (code.spentAtMs !== null) {
      const revoked = await revokeFamily(db, code, now);
      const reason = `the code was exchanged ${secondsSince(code.spentAtMs, now)} s ago; what came of it is revoked`;
      return refusal(text, code, reason, { access_tokens_revoked: revoked });
    }
    const problem = problemOf(code, parameters, now);
    if (problem) return refusal(text, code, problem);
    const scopes = await findGrantScopes(db, code.userNo, code.appNo);
    if (!scopes) return refusal(text, code, 'the user has disconnected the app');
    await spendCode(db, code, now);
    return issuePair(context, db, code, { words: keepWords(wordsOf(code.wireScope), scopes), grantType: 'authorization_code' });
  });
  if (outcome instanceof OAuthError) throw outcome;
  return outcome;
}

function problemOf(code: FoundCode, parameters: Parameters, now: number): string | null {
  if (now >= code.expiresAtMs) return `the code expired ${secondsSince(code.expiresAtMs, now)} s ago`;
  const redirectUri = parameters.get('redirect_uri');
  if (code.redirectUri !== null && redirectUri === undefined) return 'redirect_uri is missing';
  if (code.redirectUri !== null && redirectUri !== code.redirectUri) return 'redirect_uri is not the one of the authorization request';
  try {
    verifyChallenge(code, parameters.get('code_verifier'));
  } catch (error) {
    return (error as OAuthError).description;
  }
  return null;
}

function refusal(text: string, code: FoundCode | null, reason: string, detail: Record<string, unknown> = {}): OAuthError {
  const description = 'The code is invalid, expired, used, or was made for another app, redirect_uri or code_verifier.';
  return new OAuthError('invalid_grant', description, {
    reason,
    userId: code?.userId ?? null,
    detail: { code: fingerprint(text), ...detail },
  });
}

/** Whole seconds from one instant to another. */
export const secondsSince = (ms: number, nowMs: number): number => Math.floor((nowMs - ms) / 1000);
