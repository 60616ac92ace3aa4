import { documentCollections } from '../collections/index.js';
import { utcDateTime } from '../lib/dates.js';
import { base32, newToken, tokenHash } from '../lib/ids.js';
import { narrowTokens } from '../storage/access-tokens.js';
import { insertCode } from '../storage/authorization-codes.js';
import { cancelDeliveriesOfGrant } from '../storage/deliveries.js';
import { putGrant } from '../storage/grants.js';
import type { AuthorizeRequest, ReturnAddress } from './authorize-request.js';
import { issueAccessToken } from './issue-tokens.js';
import type { OAuthContext, Person } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import { withParameters } from './redirect-uris.js';
import { keepWords, scopesOf, wordsOf } from './scopes.js';

/** How long a code can be exchanged. */
const CODE_TTL_MS = 600_000;
/** How long a code is remembered afterwards, so that its reuse is noticed. */
const REMEMBERED_MS = 30 * 86_400_000;

/** Gives an app what the user left ticked of what it asked for; the address to send the browser to. Throws where either is no more. */
export async function allow(
  context: OAuthContext,
  request: AuthorizeRequest,
  person: Person,
  ticked: readonly string[],
  issuer: string,
): Promise<string> {
  const { store, clock, random, trail } = context;
  const { app, state, place } = request;
  const words = keepWords(request.words, ticked);
  const scopes = scopesOf(words);
  const [now, family] = [clock.now(), base32(random.bytes(10)).toLowerCase()];
  const names = { userId: person.userId, clientId: app.clientId };
  const answer = await store.engine.transaction(async (db) => {
    const isPut = await putGrant(db, { userNo: person.userNo, appNo: app.appNo, scopes, createdAt: utcDateTime(now) });
    if (!isPut) throw new OAuthError('invalid_client', 'The app or the user has just been removed.', { userId: person.userId });
    // No token is worth more than what its user consents to now.
    await narrowTokens(db, { userNo: person.userNo, appNo: app.appNo }, (wireScope) => {
      const kept = keepWords(wordsOf(wireScope), scopes);
      return { scopes: scopesOf(kept), wireScope: kept.join(' ') };
    });
    // Nor is anything told that it does not allow.
    const allowed = documentCollections.filter((collection) => collection.scopes.some((scope) => scopes.includes(scope)));
    const dataTypes = allowed.map(({ dataType }) => dataType);
    await cancelDeliveriesOfGrant(db, { userNo: person.userNo, appNo: app.appNo }, dataTypes);
    const unticked = scopesOf(request.words).filter((scope) => !scopes.includes(scope));
    await trail.append(db, { type: 'authorize.allowed', ...names, detail: { scope: words.join(' '), unticked } });
    if (request.responseType === 'token') {
      const token = await issueAccessToken(context, db, { ...person, ...names, appNo: app.appNo, family }, words, 'implicit');
      return { token_type: 'bearer', access_token: token.text, expires_in: String(context.tokenTtlSeconds) };
    }
    const code = newToken(random);
    const { challenge, challengeMethod } = request;
    const stored = { userNo: person.userNo, hash: tokenHash(code), appNo: app.appNo, family, wireScope: words.join(' ') };
    const redirectUri = request.isSent ? request.redirectUri : null;
    await insertCode(db, { ...stored, redirectUri, challenge, challengeMethod, expiresAtMs: now + CODE_TTL_MS }, now - REMEMBERED_MS);
    return { code };
  });
  return withParameters(request.redirectUri, answerOf({ ...answer, state, iss: issuer, scope: words.join(' ') }), place);
}

/** The address that tells an app that the user refused. */
export function deny({ trail }: OAuthContext, address: AuthorizeRequest, person: Person, issuer: string): string {
  trail.record({ type: 'authorize.denied', userId: person.userId, clientId: address.app.clientId, reason: 'the user refused' });
  return errorAddress(address, { code: 'access_denied', description: 'The user refused.' }, issuer);
}

/** The address that tells an app what is wrong with its request. */
export function errorAddress(
  address: ReturnAddress,
  { code, description }: Pick<OAuthError, 'code' | 'description'>,
  issuer: string,
): string {
  const answer = answerOf({ error: code, error_description: description, state: address.state, iss: issuer });
  return withParameters(address.redirectUri, answer, address.place);
}

function answerOf(values: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
