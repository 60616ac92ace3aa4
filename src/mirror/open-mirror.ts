import type { Store } from '../storage/store.js';
import { type Access, staticAccess } from './access.js';
import { appAccess, createTokenBox, type MirrorApp } from './app-access.js';
import { askConsent } from './ask-consent.js';
import { claimUser } from './claim-user.js';
import { findEndpoints } from './endpoints.js';
import { identify } from './identify.js';
import type { Machine } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import { createPacer, type Pacer } from './pacer.js';
import { createUpstream, type Upstream } from './upstream.js';

/** By what an account is read: a token, or an app and its owner's consent. */
export type Credentials = { token: string } | { clientId: string; clientSecret: string };

export interface OpenOptions {
  machine: Machine;
  store: Store;
  masterKey: Uint8Array;
  /** Origin of the upstream. */
  source: string;
  credentials: Credentials;
  /** The local user; null for the one of upstream's id, who is made if need be. */
  userId: string | null;
  /** Requests in any five minutes; 0 for no limit. */
  rate: number;
  /** Port on loopback where the browser comes back to. */
  redirectPort: number;
  /** Whether consent is asked for although there are tokens. */
  isConsentAnew: boolean;
  /** By the store's clock. */
  createdAt: string;
  showConsent(url: string, redirectUri: string): void;
}

/** An account that can be read, and the user who takes it. */
export interface OpenMirror {
  upstream: Upstream;
  pacer: Pacer;
  owner: { userNo: number; id: string };
  /** The account's id upstream, by which webhooks name it. */
  upstreamId: string;
}

/** Finds out whose account it is and by which tokens it is read. Throws MirrorFailure, MirrorStopped. */
export async function openMirror(options: OpenOptions): Promise<OpenMirror> {
  const { machine, store, source, credentials } = options;
  const pacer = createPacer(machine, options.rate);
  const reach = async (access: Access, clientId: string | null, sealedTokens: Buffer | null) => {
    const upstream = createUpstream(machine, source, access, pacer);
    const account = await identify(upstream, options.userId);
    const owner = await claimUser({ ...options, account, clientId, sealedTokens });
    return { upstream, pacer, owner, upstreamId: account.id };
  };
  if ('token' in credentials) return reach(staticAccess(credentials.token), null, null);

  const { clientId } = credentials;
  const app: MirrorApp = { ...credentials, tokenUrl: '' };
  const endpoints = await findEndpoints(machine, source);
  app.tokenUrl = endpoints.token;
  const known = options.isConsentAnew ? null : await knownMirror(store, source, clientId, options.userId);
  const accessOf = (userNo: number) => appAccess({ machine, store, masterKey: options.masterKey, app, userNo });
  if (known !== null) return reach(accessOf(known), clientId, null);
  const pair = await askConsent({ machine, endpoints, app, port: options.redirectPort, show: options.showConsent });
  const sealed = createTokenBox(options.masterKey, clientId, machine).seal(pair);
  const { owner, upstreamId } = await reach(staticAccess(pair.accessToken), clientId, sealed);
  return { upstream: createUpstream(machine, source, accessOf(owner.userNo), pacer), pacer, owner, upstreamId };
}

/** The number of the user whose tokens are stored, null where there are none. */
async function knownMirror(store: Store, source: string, clientId: string, userId: string | null): Promise<number | null> {
  const mirrors = (await store.mirrors.listOf(source, clientId)).filter(({ sealedTokens }) => sealedTokens !== null);
  if (userId !== null) {
    const user = await store.users.find(userId);
    return mirrors.find(({ userNo }) => userNo === user?.userNo)?.userNo ?? null;
  }
  if (mirrors.length > 1) throw new MirrorFailure('usage', `Several accounts are read by this app: name one with --user.`);
  return mirrors[0]?.userNo ?? null;
}
