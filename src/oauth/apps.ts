import { SCOPES, type Scope } from '../collections/define.js';
import { utcDateTime } from '../lib/dates.js';
import { newUuid } from '../lib/ids.js';
import { type App, changeAppSecret, insertApp, removeApp as removeStoredApp } from '../storage/apps.js';
import { createSecret } from './app-secrets.js';
import type { ActTrail } from './audit-trail.js';
import type { OAuthContext } from './oauth-context.js';
import { redirectUriProblem } from './redirect-uris.js';

/** An app that shall be registered. */
export interface AppRequest {
  name: string;
  redirectUris: string[];
  scopes?: readonly Scope[] | undefined;
  /** What it calls itself elsewhere already, for apps that shall work here without a change. Default: new ones. */
  clientId?: string | undefined;
  clientSecret?: string | undefined;
}

type Registry = Pick<OAuthContext, 'store' | 'clock' | 'random' | 'masterKey'> & { trail: ActTrail };

const MAXIMUM_NAME = 100;
const MAXIMUM_REDIRECT_URIS = 100;

export interface AppProblem {
  /** As the wire calls it. */
  field: 'name' | 'redirect_uris' | 'client_id' | 'client_secret';
  message: string;
}

/** What is wrong with a request, or null. */
export function appProblem({ name, redirectUris, clientId, clientSecret }: AppRequest): AppProblem | null {
  // Controls and marks that turn the direction of writing would let a name pass for another one on the consent page.
  if (name.trim() === '' || name.length > MAXIMUM_NAME || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) {
    return { field: 'name', message: `a name has 1 to ${MAXIMUM_NAME} visible characters` };
  }
  if (redirectUris.length === 0 || redirectUris.length > MAXIMUM_REDIRECT_URIS) {
    return { field: 'redirect_uris', message: `an app has 1 to ${MAXIMUM_REDIRECT_URIS} redirect URIs` };
  }
  // RFC 6749 appendix A.1 and A.2, without the blank.
  const isWord = (text: string | undefined) => text === undefined || /^[!-~]{1,200}$/.test(text);
  if (!isWord(clientId)) return { field: 'client_id', message: 'a client id has 1 to 200 visible ASCII characters' };
  if (!isWord(clientSecret)) return { field: 'client_secret', message: 'a client secret has 1 to 200 visible ASCII characters' };
  for (const uri of redirectUris) {
    const problem = redirectUriProblem(uri);
    if (problem) return { field: 'redirect_uris', message: `${uri.slice(0, 200)}: ${problem}` };
  }
  return null;
}

/** Registers an app that has no problem. Its secret is returned this once. */
export async function registerApp(registry: Registry, request: AppRequest): Promise<{ app: App; secret: string }> {
  const { store, clock, random, trail, masterKey } = registry;
  const { name, redirectUris, scopes = SCOPES, clientId = newUuid(random) } = request;
  const { secret, stored } = createSecret(random, masterKey, clientId, request.clientSecret);
  const values = { clientId, name: name.trim(), redirectUris: [...new Set(redirectUris)], scopes: [...new Set(scopes)] };
  const app = await store.engine.transaction(async (db) => {
    await trail.append(db, { type: 'app.registered', clientId, detail: { name: values.name, redirect_uris: values.redirectUris } });
    return insertApp(db, { ...values, ...stored, createdAt: utcDateTime(clock.now()) });
  });
  return { app, secret };
}

/** Gives an app another secret, which is returned this once; the one before is worth nothing from now on. */
export async function rotateSecret({ store, random, trail, masterKey }: Registry, { appNo, clientId }: App): Promise<string> {
  const { secret, stored } = createSecret(random, masterKey, clientId);
  await store.engine.transaction(async (db) => {
    await changeAppSecret(db, appNo, stored);
    await trail.append(db, { type: 'app.secret_rotated', clientId });
  });
  return secret;
}

/** Removes an app; its codes and tokens die at once. */
export async function removeApp({ store, trail }: Registry, { appNo, clientId, name }: App): Promise<void> {
  await store.engine.transaction(async (db) => {
    await removeStoredApp(db, appNo);
    await trail.append(db, { type: 'app.removed', clientId, detail: { name } });
  });
}
