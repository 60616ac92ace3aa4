import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Context } from 'hono';
import type { Clock } from '../lib/clock.js';
import { utcDay } from '../lib/dates.js';
import type { Bearer } from '../storage/tokens.js';
import type { Behaviour } from './behaviour.js';

/** What makes answers differ besides the request. */
export interface TagOptions {
  behaviour: Behaviour;
  clock: Clock;
  cursorKey: Uint8Array;
  /** Of this program: another one may write the same data otherwise. */
  version: string;
}

/**
 * Builds what gives an answer its entity tag before it is made, out of all it depends on: the request, who asks, how often their data
 * changed, and the day, up to which lists go by themselves. A weak one, because codings share it. Who asks for what is told from others
 * by a checksum, which takes a fifth of a hash's time and only has to keep apart what one client asks for.
 */
export function createTagger({ behaviour, clock, cursorKey, version }: TagOptions) {
  const settings = [Buffer.from(cursorKey).toString('base64'), JSON.stringify(behaviour), version].join('\n');
  const server = hash('sha256', settings, 'base64url').slice(0, 12);
  return (context: Context, bearer: Bearer | null): string => {
    const day = utcDay(clock.now());
    if (bearer === null) return `W/"${server}.${checksum(context.req.url)}.${day}"`;
    const { userNo, revision, scopeText } = bearer;
    return `W/"${server}.${checksum(`${context.req.url} ${userNo} ${scopeText}`)}.${revision}.${day}"`;
  };
}

// In base ten: in others numbers take several times as long to become text.
const checksum = (text: string) => String(crc32(text));
