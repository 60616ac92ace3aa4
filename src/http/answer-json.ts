import type { Context } from 'hono';
import { type Coding, codingOf, compress, quickCodingOf } from './content-coding.js';

/** Bodies below are sent as they are: they fit into one packet anyway. */
const LEAST_COMPRESSED = 1400;

/** From how many bytes on a body that can be written as gzip should be: never where the client likes something else better. */
export function leastGzip(context: Context): number {
  return quickCodingOf(context.req.header('accept-encoding')) === 'gzip' ? LEAST_COMPRESSED : Number.POSITIVE_INFINITY;
}

/**
 * 200 with JSON text that is ready to be sent, in the coding that the client likes best; with the tag, where there is one, the client can
 * ask whether it is still the same.
 */
export function answerJson(context: Context, body: Buffer | string, tag: string | null = null): Response | Promise<Response> {
  const headers = headersOf(tag);
  if (body.length < LEAST_COMPRESSED) return new Response(body as never, { headers });
  headers.vary = VARY;
  const coding = codingOf(context.req.header('accept-encoding'));
  return coding === null ? new Response(body as never, { headers }) : answerIn(coding, body, headers);
}

/** 200 with JSON text that is gzip already. */
export function answerGzip(body: Buffer, tag: string | null): Response {
  return new Response(body as never, { headers: { ...headersOf(tag), vary: VARY, 'content-encoding': 'gzip' } });
}

function headersOf(tag: string | null): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'cache-control': NO_CACHE };
  if (tag !== null) headers.etag = tag;
  return headers;
}

async function answerIn(coding: Coding, body: Buffer | string, headers: Record<string, string>): Promise<Response> {
  return new Response((await compress(coding, body)) as never, { headers: { ...headers, 'content-encoding': coding } });
}

/** 304 where the client has the answer with this tag; null where it has to be sent. RFC 9110 §13.1.2. */
export function answerUnchanged(context: Context, tag: string | null): Response | null {
  const known = context.req.header('if-none-match');
  if (tag === null || known === undefined || !known.split(',').some((one) => one.trim() === tag)) return null;
  return new Response(null, { status: 304, headers: { 'cache-control': NO_CACHE, vary: VARY, etag: tag } });
}

/** Oura: sic. What is stored has to be asked about each time. */
const NO_CACHE = 'no-cache';
const VARY = 'accept-encoding';
