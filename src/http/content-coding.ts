import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import { boundedMemo } from '../lib/bounded-memo.js';

/** How a body can be compressed, the better one first. */
export type Coding = 'br' | 'gzip';

/** The quickest of both: of levels above the time grows faster than the body shrinks. */
const BROTLI_QUALITY = 1;
const GZIP = { level: 1 };
/** Larger bodies are compressed beside other requests, which costs a detour; smaller ones take less than 50 µs. */
const MOST_AT_ONCE = 32 * 1024;
const REMEMBERED = 100;

const brotliAside = promisify(brotliCompress);
const gzipAside = promisify(gzip);

/** What a client likes best of what there is; null for the body as it is. RFC 9110 §12.5.3. */
export const codingOf = createChoice(['br', 'gzip']);

/** The same where gzip costs less: what is written as gzip, without compressing anything. */
export const quickCodingOf = createChoice(['gzip', 'br']);

function createChoice(preferred: readonly Coding[]): (accepted: string | undefined) => Coding | null {
  const known = boundedMemo(REMEMBERED, (accepted: string) => readCoding(accepted, preferred));
  return (accepted) => (accepted === undefined ? null : known(accepted));
}

function readCoding(accepted: string, preferred: readonly Coding[]): Coding | null {
  const weights = new Map<string, number>();
  for (const part of accepted.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((one) => one.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0;
  const identity = weights.get('identity') ?? 0;
  const [best] = preferred.filter((coding) => weightOf(coding) > 0).sort((a, b) => weightOf(b) - weightOf(a));
  return best !== undefined && weightOf(best) >= identity ? best : null;
}

/** The body in a coding. */
export async function compress(coding: Coding, body: Buffer | string): Promise<Buffer> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const isSmall = bytes.length <= MOST_AT_ONCE;
  if (coding === 'gzip') return isSmall ? gzipSync(bytes, GZIP) : gzipAside(bytes, GZIP);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return isSmall ? brotliCompressSync(bytes, { params }) : brotliAside(bytes, { params });
}
