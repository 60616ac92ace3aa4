import { utcDateTime } from '../lib/dates.js';
import { deriveKey } from '../oauth/derive-key.js';
import { seal, unseal } from '../oauth/sealing.js';
import type { Mirror } from '../storage/mirrors.js';
import type { Store } from '../storage/store.js';
import type { Access } from './access.js';
import type { Machine } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import { requestTokens, type TokenPair } from './request-tokens.js';

/** The app by which an account is read. */
export interface MirrorApp {
  clientId: string;
  clientSecret: string;
  /** Address of the token endpoint. */
  tokenUrl: string;
}

interface AppAccessOptions {
  machine: Machine;
  store: Store;
  masterKey: Uint8Array;
  app: MirrorApp;
  userNo: number;
}

/** A token that is about to end is exchanged before it does. */
const EARLY_MS = 60_000;
const CONSENT_AGAIN = 'Run `circlet mirror` with --consent to allow access anew; what was copied stays and the run goes on from there.';

/** What seals and opens the tokens of a mirror in the store. */
export function createTokenBox(masterKey: Uint8Array, clientId: string, { random }: Machine) {
  const key = deriveKey(masterKey, 'tokens of mirrors');
  return {
    seal: (pair: TokenPair) => seal(JSON.stringify(pair), key, clientId, random),
    open: (sealed: Buffer) => JSON.parse(unseal(sealed, key, clientId)) as TokenPair,
  };
}

/**
 * Access by the tokens in the store. A refresh token counts once: that its use has begun is on the disk before it is sent, and the new
 * pair is before it is used, so that a crash between can be told from a consent that was withdrawn.
 */
export function appAccess({ machine, store, masterKey, app, userNo }: AppAccessOptions): Access {
  const box = createTokenBox(masterKey, app.clientId, machine);
  const stored = async (): Promise<Mirror> => {
    const mirror = await store.mirrors.find(userNo);
    if (!mirror?.sealedTokens) throw new MirrorFailure('access', `There are no tokens for this account. ${CONSENT_AGAIN}`);
    return mirror;
  };
  const open = (mirror: Mirror): TokenPair => {
    try {
      return box.open(mirror.sealedTokens as Buffer);
    } catch {
      throw new MirrorFailure(
        'access',
        `The stored tokens cannot be opened: circlet.key in the data folder is not theirs. ${CONSENT_AGAIN}`,
      );
    }
  };

  async function refresh(refused: string): Promise<string> {
    const mirror = await stored();
    const pair = open(mirror);
    // Another run may have been quicker.
    if (pair.accessToken !== refused) return pair.accessToken;
    if (pair.refreshToken === null)
      throw new MirrorFailure('access', `The access token has ended and came without a refresh token. ${CONSENT_AGAIN}`);
    const lost = mirror.refreshBeganAt;
    await store.mirrors.put({ ...mirror, refreshBeganAt: lost ?? utcDateTime(machine.clock.now()) });
    const form = { grant_type: 'refresh_token', refresh_token: pair.refreshToken };
    const answer = await requestTokens(machine, app, form);
    if (typeof answer !== 'string') {
      const next = { ...answer, refreshToken: answer.refreshToken ?? pair.refreshToken };
      await store.mirrors.put({ ...mirror, sealedTokens: box.seal(next), refreshBeganAt: null });
      return next.accessToken;
    }
    const now = open(await stored());
    if (now.accessToken !== pair.accessToken) return now.accessToken;
    const crash =
      lost === null
        ? ''
        : ` A refresh that began at ${lost} was cut off before its answer was stored, so the refresh token is most likely spent.`;
    throw new MirrorFailure('access', `The upstream does not accept the refresh token (${answer}).${crash} ${CONSENT_AGAIN}`);
  }

  return {
    async token() {
      const pair = open(await stored());
      const isEnding = pair.expiresAtMs !== null && pair.expiresAtMs - EARLY_MS <= machine.clock.now();
      return isEnding && pair.refreshToken !== null ? refresh(pair.accessToken) : pair.accessToken;
    },
    renew: async (refused) => (await refresh(refused)) !== refused,
  };
}
