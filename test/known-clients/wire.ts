import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** An answer as it came, its text unpacked. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Sends exactly these headers, besides `host` and a length; Node's fetch adds some of its own. Follows no redirect. */
export function send(method: string, url: string, headers: Record<string, string>, body = ''): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(url, { method, headers: { ...headers, ...length } }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      const { statusCode: status = 0, headers: got } = response;
      resolve({ status, headers: got, text: decoded(Buffer.concat(chunks), got['content-encoding']).toString() });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

function decoded(body: Buffer, coding: string | undefined): Buffer {
  if (coding === undefined || body.length === 0) return body;
  return coding === 'br' ? brotliDecompressSync(body) : gunzipSync(body);
}
