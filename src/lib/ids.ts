import { hash } from 'node:crypto';
import type { Random } from './random.js';

/** A lower-case UUID of version 4 (RFC 9562 §5.4) made of 16 given bytes. */
export function uuidFromBytes(bytes: Uint8Array): string {
  const b = Buffer.from(bytes.subarray(0, 16));
  b[6] = ((b[6] as number) & 0x0f) | 0x40;
  b[8] = ((b[8] as number) & 0x3f) | 0x80;
  const hex = b.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A fresh random UUID. */
export function newUuid(random: Random): string {
  return uuidFromBytes(random.bytes(16));
}

/** The same UUID for the same parts, on every machine: the id of a document that came without one. */
export function derivedUuid(...parts: (string | number)[]): string {
  return uuidFromBytes(hash('sha256', JSON.stringify(parts), 'buffer'));
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 32 upper-case base32 characters (160 bits), the form of Oura's personal access tokens. */
export function newToken(random: Random): string {
  return base32(random.bytes(20));
}

/** RFC 4648 §6 without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32[(value >>> bits) & 31];
    }
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text;
}

/** SHA-256 of a bearer token: what the store keeps instead of it. */
export function tokenHash(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** SHA-256 of a text. */
export function textHash(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
