import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 12;

/** Turns a page position into an opaque token that needs no escaping in a URL and cannot be altered unnoticed. */
export function sealCursor(key: Uint8Array, position: unknown): string {
  const body = Buffer.from(JSON.stringify(position));
  return Buffer.concat([mac(key, body), body]).toString('base64url');
}

/** The position inside a token, or null where it was not sealed with this key. */
export function openCursor(key: Uint8Array, token: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(MAC_BYTES);
  if (body.length === 0 || !timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(key, body))) return null;
  // base64url has several spellings of the last byte: only the one we write counts as ours.
  return bytes.toString('base64url') === token ? JSON.parse(body.toString()) : null;
}

function mac(key: Uint8Array, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
}
