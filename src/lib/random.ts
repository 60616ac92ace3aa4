import { createHash, randomBytes } from 'node:crypto';

/** The one source of chance. */
export interface Random {
  bytes(count: number): Uint8Array;
}

/** Unpredictable bytes from the operating system: for tokens and secrets. */
export const secureRandom: Random = { bytes: (count) => randomBytes(count) };

/** Repeatable bytes for tests: a SHA-256 counter stream over `seed`. Never for secrets. */
export function createSeededRandom(seed: string): Random {
  let counter = 0;
  return {
    bytes(count) {
      const out = Buffer.alloc(count);
      for (let at = 0; at < count; at += 32) {
        createHash('sha256').update(`${seed}/${counter++}`).digest().copy(out, at);
      }
      return out;
    },
  };
}
