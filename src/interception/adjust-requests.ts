import type { IncomingMessage } from 'node:http';
import { endToEnd } from './forward.js';

export interface AdjustOptions {
  /** Whether the server has ever given out this bearer token; null where every token has to be right. */
  isKnownToken: ((token: string) => Promise<boolean>) | null;
  /** Who is meant by tokens that are not known. */
  token: string | null;
  /** Whom a consent that nobody is asked for comes from; null where the server decides. */
  consentUserId: string | null;
}

const BEARER = /^bearer +(\S+) *$/i;
/** Tokens seen to be good; when they are revoked they shall be worth nothing, and not somebody else's. */
const MOST_REMEMBERED = 10_000;

/** Puts the user's token in the place of one from elsewhere, and the user's name into requests for consent. */
export function createAdjust({ isKnownToken, token, consentUserId }: AdjustOptions) {
  const remembered = new Set<string>();
  const isKnown = async (token: string) => {
    if (isKnownToken === null || remembered.has(token)) return true;
    const known = await isKnownToken(token);
    if (known && remembered.size < MOST_REMEMBERED) remembered.add(token);
    return known;
  };
  return async ({ url = '/', rawHeaders, headers }: IncomingMessage): Promise<{ path: string; headers: string[] }> => {
    const kept = endToEnd(rawHeaders);
    const asked = BEARER.exec(headers.authorization ?? '')?.[1];
    if (asked !== undefined && token !== null && url.startsWith('/v2/usercollection') && !(await isKnown(asked))) {
      const at = kept.findIndex((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization');
      kept[at + 1] = `Bearer ${token}`;
    }
    return { path: consentUserId === null ? url : withLoginHint(url, consentUserId), headers: kept };
  };
}

function withLoginHint(url: string, id: string): string {
  if (!/^\/oauth\/(authorize|v2\/ext\/oauth-authorize)\?/.test(url) || /[?&]login_hint=/.test(url)) return url;
  return `${url}&login_hint=${encodeURIComponent(id)}`;
}
