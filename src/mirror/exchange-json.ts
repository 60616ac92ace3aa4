import type { Machine } from './machine.js';

/** An answer as it came; `problem` says why there is none worth reading. */
export interface JsonAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed text, undefined where there is a problem. */
  body: unknown;
  problem: string | null;
}

/** Sends one request and reads the whole answer, which must be JSON. Never throws, however the network ends. */
export async function exchangeJson({ stop, timeoutMs }: Machine, url: string, init: RequestInit): Promise<JsonAnswer> {
  let status = 0;
  let headers = new Headers();
  try {
    const signal = AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]);
    // A redirect would carry the token to an address that nobody named.
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    ({ status, headers } = response);
    const text = await response.text();
    return { status, headers, text, ...parsed(text, status) };
  } catch (error) {
    return { status, headers, text: '', body: undefined, problem: reasonOf(error as Error, timeoutMs) };
  }
}

function parsed(text: string, status: number): { body: unknown; problem: string | null } {
  if (status >= 300 && status < 400) return { body: undefined, problem: `it answered with a redirect (${status})` };
  if (status === 204) return { body: null, problem: null };
  try {
    return { body: JSON.parse(text), problem: null };
  } catch {
    return { body: undefined, problem: `it answered ${status} with something that is not JSON (${text.length} characters)` };
  }
}

function reasonOf(error: Error, timeoutMs: number): string {
  if (error.name === 'TimeoutError') return `no whole answer within ${timeoutMs / 1000} s`;
  const cause = error.cause as { code?: string; message?: string } | undefined;
  return `the connection failed: ${cause?.message || cause?.code || error.message}`;
}
