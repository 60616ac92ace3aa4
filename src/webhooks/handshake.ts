import { base32 } from '../lib/ids.js';
import type { Random } from '../lib/random.js';
import type { Outgoing } from './outgoing.js';

/** Asks a callback whether it wants events; what is wrong with its answer, or null. */
export async function handshakeProblem(
  { outgoing, random }: { outgoing: Outgoing; random: Random },
  callbackUrl: string,
  verificationToken: string,
): Promise<string | null> {
  const challenge = base32(random.bytes(20));
  const query = new URLSearchParams({ verification_token: verificationToken, challenge });
  const url = `${callbackUrl}${callbackUrl.includes('?') ? '&' : '?'}${query}`;
  const { status, error, text } = await outgoing.send({ url, method: 'GET', headers: { accept: 'application/json' } });
  if (status === null) return `The callback could not be verified: ${error}.`;
  if (status < 200 || status > 299) return `The callback could not be verified: it answered ${status}.`;
  return challengeIn(text) === challenge ? null : 'The callback could not be verified: it did not answer with the challenge.';
}

function challengeIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { challenge?: unknown } | null)?.challenge;
  } catch {
    return undefined;
  }
}
