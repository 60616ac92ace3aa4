import { timingSafeEqual } from 'node:crypto';
import { base32, tokenHash } from '../lib/ids.js';
import type { Random } from '../lib/random.js';
import type { StoredSecret } from '../storage/apps.js';
import { deriveKey } from './derive-key.js';
import { seal, unseal } from './sealing.js';

/** Makes the secret of an app, unless it brings its own, and what the store keeps of it. */
export function createSecret(
  random: Random,
  masterKey: Uint8Array,
  clientId: string,
  secret = base32(random.bytes(20)),
): { secret: string; stored: StoredSecret } {
  return { secret, stored: { secretHash: tokenHash(secret), sealedSecret: seal(secret, sealingKey(masterKey), clientId, random) } };
}

/** Whether `secret` is the stored one; takes the same time whatever differs. */
export function isSecret({ secretHash }: StoredSecret, secret: string): boolean {
  return timingSafeEqual(secretHash, tokenHash(secret));
}

/** The secret in plain, which signatures need. Throws where it was sealed with another key or for another app. */
export function unsealSecret({ sealedSecret }: StoredSecret, masterKey: Uint8Array, clientId: string): string {
  return unseal(sealedSecret, sealingKey(masterKey), clientId);
}

const sealingKey = (masterKey: Uint8Array) => deriveKey(masterKey, 'secrets of apps');
