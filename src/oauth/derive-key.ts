import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** A key for one purpose out of the key of the data folder (RFC 5869): what is made for one purpose is worth nothing for another. */
export function deriveKey(masterKey: Uint8Array, purpose: 'secrets of apps' | 'forms of browsers' | 'tokens of mirrors'): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, '', `circlet ${purpose}`, KEY_BYTES));
}
