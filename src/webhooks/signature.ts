import { createHmac } from 'node:crypto';

/** The headers by which a receiver knows that a body comes from here: upper-case hex of HMAC-SHA256 over timestamp (ms) and body. */
export function signedHeaders(secret: string, timestampMs: number, body: string): Record<string, string> {
  const timestamp = String(timestampMs);
  return {
    'content-type': 'application/json',
    'x-oura-timestamp': timestamp,
    'x-oura-signature': signatureOf(secret, timestamp, body),
  };
}

/** Upper-case hex. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret)
    .update(timestamp + body)
    .digest('hex')
    .toUpperCase();
}
