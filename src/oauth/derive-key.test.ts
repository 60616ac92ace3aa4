import { expect, test } from 'vitest';
import { createSeededRandom } from '../lib/random.js';
import { createSecret, unsealSecret } from './app-secrets.js';
import { deriveKey } from './derive-key.js';

const masterKey = new Uint8Array(32).fill(7);

test('every purpose has a key of its own, the same each time', () => {
  const [secrets, forms] = [deriveKey(masterKey, 'secrets of apps'), deriveKey(masterKey, 'forms of browsers')];
  expect(deriveKey(masterKey, 'secrets of apps')).toEqual(secrets);
  expect(new Set([masterKey, secrets, forms].map((key) => Buffer.from(key).toString('hex'))).size).toBe(3);
});

test('a secret is unsealed with the key and for the app it was sealed with only', () => {
  const { secret, stored } = createSecret(createSeededRandom('secret'), masterKey, 'app');
  expect(unsealSecret(stored, masterKey, 'app')).toBe(secret);
  expect(() => unsealSecret(stored, masterKey, 'other')).toThrow();
  expect(() => unsealSecret(stored, deriveKey(masterKey, 'forms of browsers'), 'app')).toThrow();
});
