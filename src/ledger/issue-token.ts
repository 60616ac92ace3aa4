import type { Scope } from '../collections/define.js';
import type { Clock } from '../lib/clock.js';
import { utcDateTime } from '../lib/dates.js';
import { base32, newToken, tokenHash } from '../lib/ids.js';
import type { Random } from '../lib/random.js';
import type { Store } from '../storage/store.js';
import type { Owner } from './ledger.js';

interface TokenRequest {
  user: Owner;
  scopes: readonly Scope[];
  /** Null: it lives until it is revoked. */
  expiresInSeconds: number | null;
  label: string | null;
  /** The name by which it is listed; a token of that name is replaced. Default: a new one. */
  id?: string;
}

/** Makes a static bearer token. Its text is returned this once; the store keeps its hash. */
export async function issueToken(
  { store, clock, random }: { store: Store; clock: Clock; random: Random },
  { user, scopes, expiresInSeconds, label, id = base32(random.bytes(5)).toLowerCase() }: TokenRequest,
): Promise<{ id: string; text: string }> {
  const text = newToken(random);
  const now = clock.now();
  const expiresAtMs = expiresInSeconds === null ? null : now + expiresInSeconds * 1000;
  await store.tokens.put({
    userNo: user.userNo,
    id,
    hash: tokenHash(text),
    label,
    scopes: [...scopes],
    createdAt: utcDateTime(now),
    expiresAtMs,
  });
  const detail = { grant_type: 'static', id, label, scope: scopes.join(' '), expires_in: expiresInSeconds };
  await store.events.append([{ at: utcDateTime(now), type: 'token.issued', userId: user.id, clientId: null, reason: null, detail }]);
  return { id, text };
}
