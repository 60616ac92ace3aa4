import type { MirrorApp } from './app-access.js';
import { exchangeJson } from './exchange-json.js';
import { type Machine, throwIfStopped } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import { createPacer } from './pacer.js';
import { withRetries } from './retry.js';

/** What the token endpoint gave. */
export interface TokenPair {
  accessToken: string;
  refreshToken: string | null;
  /** By the machine's time; null where it was not told. */
  expiresAtMs: number | null;
}

/** Asks the token endpoint; resolves to why it refuses. Throws MirrorFailure where it cannot be asked. */
export async function requestTokens(machine: Machine, app: MirrorApp, form: Record<string, string>): Promise<TokenPair | string> {
  throwIfStopped(machine);
  const body = new URLSearchParams({ ...form, client_id: app.clientId, client_secret: app.clientSecret });
  const headers = { accept: 'application/json' };
  // Once sent, its answer holds the only tokens there are: a stop waits for it.
  const sending = { ...machine, stop: new AbortController().signal };
  const answer = await withRetries(sending, createPacer(machine, 0), () =>
    exchangeJson(sending, app.tokenUrl, { method: 'POST', headers, body }),
  );
  const fields = (answer.body ?? {}) as Record<string, unknown>;
  if (answer.status === 200 && typeof fields.access_token === 'string') {
    const seconds = Number(fields.expires_in);
    return {
      accessToken: fields.access_token,
      refreshToken: typeof fields.refresh_token === 'string' ? fields.refresh_token : null,
      expiresAtMs: seconds > 0 ? machine.clock.now() + seconds * 1000 : null,
    };
  }
  const words = [fields.error, fields.error_description].filter((word) => typeof word === 'string').join(': ');
  if (fields.error === 'invalid_client')
    throw new MirrorFailure('usage', `The upstream does not know this client id and secret (${words}).`);
  return `${answer.status}${words === '' ? '' : ` ${words}`}`;
}
