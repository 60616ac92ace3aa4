import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { base32, tokenHash } from '../lib/ids.js';
import type { Random } from '../lib/random.js';
import type { StoredSecret } from '../storage/apps.js';
import { deriveKey } from './derive-key.js';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Makes the secret of an app, unless it brings its own, and what the store keeps of it. */
export function createSecret(
  random: Random,
  masterKey: Uint8Array,
  clientId: string,
  secret = base32(random.bytes(20)),
): { secret: string; stored: StoredSecret } {
  const nonce = random.bytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(masterKey), nonce).setAAD(Buffer.from(clientId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return { secret, stored: { secretHash: tokenHash(secret), sealedSecret: Buffer.concat([nonce, cipher.getAuthTag(), sealed]) } };
}

/** Whether `secret` is the stored one; takes the same time whatever differs. */
export function isSecret({ secretHash }: StoredSecret, secret: string): boolean {
  return timingSafeEqual(secretHash, tokenHash(secret));
}

/** The secret in plain, which signatures need. Throws where it was sealed with another key or for another app. */
export function unsealSecret({ sealedSecret }: StoredSecret, masterKey: Uint8Array, clientId: string): string {
  const decipher = createDecipheriv(CIPHER, sealingKey(masterKey), sealedSecret.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(clientId));
  decipher.setAuthTag(sealedSecret.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealedSecret.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
}

const sealingKey = (masterKey: Uint8Array) => deriveKey(masterKey, 'secrets of apps');
