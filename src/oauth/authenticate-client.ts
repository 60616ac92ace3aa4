import type { App } from '../storage/apps.js';
import { isSecret } from './app-secrets.js';
import type { OAuthContext } from './oauth-context.js';
import { OAuthError } from './oauth-error.js';
import type { Parameters } from './parameters.js';

interface Credentials {
  clientId: string;
  secret: string | undefined;
  isBasic: boolean;
}

/** The credentials of a request, in its body or as HTTP Basic, or null. Throws where they are malformed or there are two (RFC 6749 §2.3). */
export function readCredentials(authorization: string | undefined, parameters: Parameters): Credentials | null {
  const [clientId, secret] = [parameters.get('client_id'), parameters.get('client_secret')];
  const [scheme = '', encoded = ''] = (authorization ?? '').trim().split(/ +/);
  if (scheme.toLowerCase() !== 'basic') return clientId === undefined ? null : { clientId, secret, isBasic: false };
  const [, basicId, basicSecret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  const basic = { clientId: decoded(basicId ?? ''), secret: decoded(basicSecret ?? ''), isBasic: true };
  if (basicSecret === undefined) throw new OAuthError('invalid_client', 'the Authorization header cannot be read', { isBasic: true });
  if (secret !== undefined) throw new OAuthError('invalid_request', 'credentials were sent both in the header and in the body');
  if (clientId !== undefined && clientId !== basic.clientId) {
    throw new OAuthError('invalid_request', 'client_id differs between header and body');
  }
  return basic;
}

/** The app that a request comes from, proved by its secret. Throws `invalid_client`. */
export async function authenticateClient(
  { store }: Pick<OAuthContext, 'store'>,
  authorization: string | undefined,
  parameters: Parameters,
): Promise<App> {
  const credentials = readCredentials(authorization, parameters);
  if (!credentials) throw new OAuthError('invalid_client', 'client_id and client_secret are missing');
  const { clientId, secret, isBasic } = credentials;
  const refuse = (reason: string) => new OAuthError('invalid_client', 'client_id or client_secret is wrong', { reason, clientId, isBasic });
  const [app, stored] = await Promise.all([store.apps.find(clientId), store.apps.findSecret(clientId)]);
  if (!app || !stored) throw refuse('there is no such app');
  if (!secret) throw refuse('client_secret is missing');
  if (!isSecret(stored, secret)) throw refuse('client_secret is wrong');
  return app;
}

/** RFC 6749 §2.3.1 has both halves form-encoded; whoever does not encode gets by as well. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
