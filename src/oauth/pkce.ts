import { createHash, timingSafeEqual } from 'node:crypto';
import { OAuthError } from './oauth-error.js';

/** What the exchange of a code has to prove. RFC 7636 §4.3. */
export interface Challenge {
  challenge: string | null;
  challengeMethod: 'S256' | 'plain' | null;
}

const UNRESERVED = /^[A-Za-z0-9._~-]{43,128}$/;

/** Reads the challenge of an authorization request. Throws where it is malformed. */
export function readChallenge(challenge: string | undefined, method: string | undefined): Challenge {
  if (challenge === undefined) {
    if (method !== undefined) throw new OAuthError('invalid_request', 'code_challenge_method without code_challenge');
    return { challenge: null, challengeMethod: null };
  }
  const challengeMethod = method ?? 'plain';
  if (challengeMethod !== 'S256' && challengeMethod !== 'plain') {
    throw new OAuthError('invalid_request', 'code_challenge_method must be S256 or plain');
  }
  if (!UNRESERVED.test(challenge)) throw new OAuthError('invalid_request', 'code_challenge must be 43 to 128 unreserved characters');
  return { challenge, challengeMethod };
}

/** Holds the verifier of an exchange against the challenge. Throws where they do not belong together, or one of them is missing. */
export function verifyChallenge({ challenge, challengeMethod }: Challenge, verifier: string | undefined): void {
  if (challenge === null) {
    // RFC 9700 §4.8.2: somebody may have taken the challenge out of the authorization request.
    if (verifier !== undefined)
      throw new OAuthError('invalid_grant', 'code_verifier was sent, but the code was asked for without code_challenge');
    return;
  }
  if (verifier === undefined) throw new OAuthError('invalid_grant', 'code_verifier is missing');
  if (!UNRESERVED.test(verifier)) throw new OAuthError('invalid_grant', 'code_verifier must be 43 to 128 unreserved characters');
  const shown = challengeMethod === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  const isSame = shown.length === challenge.length && timingSafeEqual(Buffer.from(shown), Buffer.from(challenge));
  if (!isSame) throw new OAuthError('invalid_grant', 'code_verifier does not belong to code_challenge');
}
