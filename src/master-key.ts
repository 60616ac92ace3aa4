import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from './lib/random.js';
import { StoreUnusableError } from './storage/engine.js';

const KEY_BYTES = 32;
const FILE = 'circlet.key';

/** Where the key of a data folder lies. */
export function masterKeyFile(data: string): string {
  return path.join(data, FILE);
}

/**
 * The key in the data folder with which secrets of apps are sealed; made if need be, for its owner's eyes only. It lies beside the store
 * instead of in it, so that a copy of the store alone gives no secret away. Throws StoreUnusableError.
 */
export function openMasterKey(data: string, random: Random): Uint8Array {
  if (data === ':memory:') return random.bytes(KEY_BYTES);
  const file = masterKeyFile(data);
  const fresh = `${file}.${Buffer.from(random.bytes(6)).toString('hex')}`;
  const key = readKey(file);
  if (key) return key;
  try {
    writeFileSync(fresh, `${Buffer.from(random.bytes(KEY_BYTES)).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    // Of several processes at once the first one's key counts, and nobody reads half of one.
    linkSync(fresh, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw unusable(file, (error as Error).message);
  } finally {
    rmSync(fresh, { force: true });
  }
  return readKey(file) as Uint8Array;
}

function readKey(file: string): Uint8Array | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw unusable(file, (error as Error).message);
  }
  const key = Buffer.from(text.trim(), 'base64url');
  if (key.length !== KEY_BYTES) throw unusable(file, 'it does not hold a key');
  return key;
}

function unusable(file: string, reason: string): StoreUnusableError {
  return new StoreUnusableError(
    `${file} cannot be used: ${reason}. Restore it, or remove it and give apps new secrets with \`circlet app rotate-secret\`.`,
  );
}
