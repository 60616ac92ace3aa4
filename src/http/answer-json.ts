import type { Context } from 'hono';
import { codingOf, compress } from './content-coding.js';

/** Bodies below are sent as they are: they fit into one packet anyway. */
const LEAST_COMPRESSED = 1400;

/**
 * 200 with JSON text that is ready to be sent, in the coding that the client likes best; with the tag, where there is one, the client can
 * ask whether it is still the same.
 */
export async function answerJson(context: Context, body: Buffer | string, tag: string | null = null): Promise<Response> {
  const headers = { ...HEADERS, ...(tag === null ? {} : { etag: tag }) };
  const coding = body.length < LEAST_COMPRESSED ? null : codingOf(context.req.header('accept-encoding'));
  if (coding === null) return new Response(body as never, { headers });
  return new Response((await compress(coding, body)) as never, { headers: { ...headers, 'content-encoding': coding } });
}

/** 304 where the client has the answer with this tag; null where it has to be sent. RFC 9110 §13.1.2. */
export function answerUnchanged(context: Context, tag: string | null): Response | null {
  const known = context.req.header('if-none-match');
  if (tag === null || known === undefined || !known.split(',').some((one) => one.trim() === tag)) return null;
  return new Response(null, { status: 304, headers: { ...CACHING, etag: tag } });
}

/** Oura: sic. What is stored has to be asked about each time; which coding it came in depends on the request. */
const CACHING = { 'cache-control': 'no-cache', vary: 'accept-encoding' };
const HEADERS = { 'content-type': 'application/json', ...CACHING };
