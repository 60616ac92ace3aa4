import { createHash } from 'node:crypto';

/** Values that are hashed one after the other. */
export interface Digest {
  add(value: string | number | Uint8Array | null): void;
  /** SHA-256 of all values and their borders. */
  hex(): string;
}

/** Begins a digest. */
export function createDigest(): Digest {
  const hash = createHash('sha256');
  return {
    add(value) {
      const bytes = value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
      hash.update(`${value instanceof Uint8Array ? 'b' : 't'}${bytes.length}:`).update(bytes);
    },
    hex: () => hash.digest('hex'),
  };
}
