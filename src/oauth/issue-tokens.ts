import { utcDateTime } from '../lib/dates.js';
import { base32, newToken, tokenHash } from '../lib/ids.js';
import { insertAccessToken } from '../storage/access-tokens.js';
import { insertRefreshToken } from '../storage/refresh-tokens.js';
import type { Transaction } from '../storage/tables.js';
import { fingerprint } from './audit-trail.js';
import type { OAuthContext, Person } from './oauth-context.js';
import { scopesOf } from './scopes.js';

/** For whom tokens are made. */
export interface TokenOwner extends Person {
  appNo: number;
  clientId: string;
  family: string;
}

/** How long ended tokens are remembered, so that the trail can say what became of them. */
const REMEMBERED_MS = 90 * 86_400_000;

/** What a token endpoint answers (RFC 6749 §5.1), in the order of the keys on the wire. */
export interface TokenAnswer {
  token_type: 'bearer';
  access_token: string;
  expires_in: number;
  refresh_token: string;
  scope: string;
}

/** Makes an access token for `words`. */
export async function issueAccessToken(context: OAuthContext, db: Transaction, owner: TokenOwner, words: string[], grantType: string) {
  const { clock, random, trail, tokenTtlSeconds } = context;
  const text = newToken(random);
  const id = base32(random.bytes(10)).toLowerCase();
  const now = clock.now();
  const token = { ...owner, id, hash: tokenHash(text), scopes: scopesOf(words), wireScope: words.join(' '), createdAt: utcDateTime(now) };
  await insertAccessToken(db, { ...token, expiresAtMs: now + tokenTtlSeconds * 1000 }, now - REMEMBERED_MS);
  const detail = { grant_type: grantType, scope: words.join(' '), token: fingerprint(token.hash), expires_in: tokenTtlSeconds };
  await trail.append(db, { type: 'token.issued', userId: owner.userId, clientId: owner.clientId, detail });
  return { id, text };
}

/** Makes an access token for `words` and a refresh token for `refreshWords`, of which it can be a part. */
export async function issuePair(
  context: OAuthContext,
  db: Transaction,
  owner: TokenOwner,
  { words, refreshWords = words, grantType }: { words: string[]; refreshWords?: string[]; grantType: string },
): Promise<TokenAnswer> {
  const access = await issueAccessToken(context, db, owner, words, grantType);
  const refresh = newToken(context.random);
  const now = context.clock.now();
  const { userNo, appNo, family } = owner;
  const token = { userNo, appNo, family, hash: tokenHash(refresh), accessId: access.id, wireScope: refreshWords.join(' ') };
  const endedBeforeMs = now - REMEMBERED_MS;
  const forget = { endedBeforeMs, issuedBeforeMs: endedBeforeMs - context.refreshTtlSeconds * 1000 };
  await insertRefreshToken(db, { ...token, issuedAtMs: now }, forget);
  return {
    token_type: 'bearer',
    access_token: access.text,
    expires_in: context.tokenTtlSeconds,
    refresh_token: refresh,
    scope: words.join(' '),
  };
}
