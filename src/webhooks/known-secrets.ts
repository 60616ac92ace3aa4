import { unsealSecret } from '../oauth/app-secrets.js';
import type { Store } from '../storage/store.js';
import type { Claimed } from './claimed.js';

/** The secrets of apps, unsealed once for as long as they stay the same. */
export function createKnownSecrets({ apps }: Store, masterKey: Uint8Array) {
  const known = new Map<string, { sealed: Buffer; secret: string | null }>();

  async function find(clientId: string): Promise<string | null> {
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
  }

  return {
    /** Gives what was claimed the secrets to sign with; null where there is none, or it is sealed under another key. */
    async fill(claimed: Claimed): Promise<void> {
      const found = new Map<string, string | null>();
      for (const [, ready] of claimed.byLane()) {
        for (const one of ready) {
          const { clientId } = one.subscription;
          if (!found.has(clientId)) found.set(clientId, await find(clientId));
          one.secret = found.get(clientId) ?? null;
        }
      }
    },
  };
}
