import type { Payload } from '../storage/mirrors.js';
import { MirrorFailure } from './mirror-failure.js';
import { isScopeMissing, type Upstream } from './upstream.js';

/** Why a collection is left out. */
export class NotOpen extends Error {
  override name = 'NotOpen';
}

/** One page of a list. */
export interface Page {
  data: unknown[];
  payload: Payload;
}

/** Pages of one list that may follow each other before it is taken for one without an end. */
const MOST_PAGES = 100_000;

/**
 * Reads a list to its end. Throws NotOpen where the token may not read it or the server does not know it, MirrorFailure where the answer is
 * none that a list gives.
 */
export async function* readPages(upstream: Upstream, path: string, query: Record<string, string>): AsyncGenerator<Page> {
  const seen = new Set<string>();
  for (let cursor: string | null = null; ; ) {
    const answer = await upstream.get(path, cursor === null ? query : { ...query, next_token: cursor });
    if (answer.status !== 200) throw await refusal(upstream, path, answer.status, answer.detail);
    const { data, next_token: next = null } = (answer.body ?? {}) as { data?: unknown; next_token?: unknown };
    if (!Array.isArray(data) || !(next === null || typeof next === 'string')) {
      throw new MirrorFailure('trouble', `${path} was answered with something that is no list: ${answer.payload.text.slice(0, 100)}`);
    }
    yield { data, payload: answer.payload };
    if (next === null || next === '') return;
    if (seen.has(next) || seen.size >= MOST_PAGES) throw new MirrorFailure('trouble', `${path} gives the same next_token again and again.`);
    seen.add(next);
    cursor = next;
  }
}

async function refusal(upstream: Upstream, path: string, status: number, detail: string): Promise<Error> {
  if (status === 401) {
    if (isScopeMissing(detail) || (await upstream.isAlive())) return new NotOpen(`skipped: the token lacks the scope for it (401)`);
    return deadToken();
  }
  if (status === 404) return new NotOpen('skipped: the upstream does not have it (404)');
  return new MirrorFailure('trouble', `${path} was answered ${status}: ${detail.slice(0, 300)}`);
}

/** Nothing is open to the token, nor to any that it could be exchanged for. */
export function deadToken(): MirrorFailure {
  return new MirrorFailure(
    'access',
    'The upstream does not accept the token (401): it is wrong, expired or revoked. Bring another one with --token.',
  );
}
