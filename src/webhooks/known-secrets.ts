import { unsealSecret } from '../oauth/app-secrets.js';
import type { Store } from '../storage/store.js';

/** The secrets of apps, unsealed once for as long as they stay the same. Null where there is none, or it is sealed under another key. */
export function createKnownSecrets({ apps }: Store, masterKey: Uint8Array): (clientId: string) => Promise<string | null> {
  const known = new Map<string, { sealed: Buffer; secret: string | null }>();
  return async (clientId) => {
    const stored = await apps.findSecret(clientId);
    if (!stored) return null;
    const before = known.get(clientId);
    if (before?.sealed.equals(stored.sealedSecret)) return before.secret;
    let secret: string | null = null;
    try {
      secret = unsealSecret(stored, masterKey, clientId);
    } catch {
      // Sealed under another key; the attempt says so.
    }
    known.set(clientId, { sealed: stored.sealedSecret, secret });
    return secret;
  };
}
