import { hash } from 'node:crypto';
import type { Context } from 'hono';
import type { Clock } from '../lib/clock.js';
import { utcDay } from '../lib/dates.js';
import type { Access } from './authenticate.js';
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
 * changed, and the day, up to which lists go by themselves. A weak one, because codings share it.
 */
export function createTagger({ behaviour, clock, cursorKey, version }: TagOptions) {
  const server = `${Buffer.from(cursorKey).toString('base64')} ${JSON.stringify(behaviour)} ${version}`;
  return (context: Context, access: Access | null): string => {
    const who = access === null ? '' : `${access.userNo} ${access.revision} ${access.scopes.join(' ')}`;
    const parts = [server, context.req.url, who, utcDay(clock.now())];
    return `W/"${hash('sha256', parts.join('\n'), 'base64url').slice(0, 22)}"`;
  };
}
