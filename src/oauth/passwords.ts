import { scrypt, timingSafeEqual } from 'node:crypto';
import type { Random } from '../lib/random.js';

// 32 MB and about 80 ms each, OWASP's second choice of parameters for scrypt.
const COST = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAXIMUM_MEMORY = 64 * 1024 * 1024;

/** The least length of a password, NIST SP 800-63B §5.1.1.2. */
export const MINIMUM_PASSWORD_LENGTH = 8;
/** Longer ones are refused before any work is done on them. */
export const MAXIMUM_PASSWORD_LENGTH = 1024;

/** Never anybody's: what is compared with where there is nobody, so that it takes as long. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** A password as it is stored: `scrypt$N$r$p$salt$key`, the last two base64url. */
export async function hashPassword(password: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(SALT_BYTES));
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether a password belongs to a stored hash; null (no such user, or none set) takes as long and is false. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const [, N, r, p, salt, key] = (stored ?? NOBODY).split('$') as [string, string, string, string, string, string];
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && stored !== null;
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  // The same letters may be typed composed or not.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, key: Buffer) => (error ? reject(error) : resolve(key));
    scrypt(text, salt, KEY_BYTES, { ...cost, maxmem: MAXIMUM_MEMORY }, done);
  });
}
