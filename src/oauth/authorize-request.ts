import type { App } from '../storage/apps.js';
import type { Store } from '../storage/store.js';
import { OAuthError } from './oauth-error.js';
import { type Parameters, refuseRepeated } from './parameters.js';
import { type Challenge, readChallenge } from './pkce.js';
import { isAddress, isRedirectUri } from './redirect-uris.js';
import { askedWords } from './scopes.js';

/** Where the answer to an authorization request goes. */
export interface ReturnAddress {
  app: App;
  redirectUri: string;
  /** Whether the app sent it; otherwise it is the only one that is registered. */
  isSent: boolean;
  state: string | undefined;
  /** The part of the address that the answer belongs into. */
  place: 'query' | 'fragment';
}

/** An authorization request that can be put before the user. */
export interface AuthorizeRequest extends ReturnAddress, Challenge {
  responseType: 'code' | 'token';
  /** The scopes asked for, as they are spelled. */
  words: string[];
}

/** Finds the app and its address. Throws where there is none that the browser may be sent to (RFC 6749 §4.1.2.1). */
export async function readReturnAddress({ apps }: Pick<Store, 'apps'>, parameters: Parameters): Promise<ReturnAddress> {
  refuseRepeated(parameters, ['client_id', 'redirect_uri']);
  const clientId = parameters.get('client_id');
  if (clientId === undefined) throw new OAuthError('invalid_request', 'client_id is missing');
  const app = await apps.find(clientId);
  if (!app) throw new OAuthError('invalid_client', 'There is no app with this client_id.', { clientId });
  const place = parameters.get('response_type') === 'token' ? 'fragment' : 'query';
  const common = { app, state: parameters.raw('state'), place } as const;
  const sent = parameters.get('redirect_uri');
  if (sent !== undefined) {
    if (app.redirectUris.some((registered) => isRedirectUri(registered, sent))) return { ...common, redirectUri: sent, isSent: true };
    const detail = { redirect_uri: sent.slice(0, 200), registered: app.redirectUris };
    throw new OAuthError('invalid_request', 'The redirect_uri is not one of those registered for the app.', { clientId, detail });
  }
  const [only] = app.redirectUris;
  if (app.redirectUris.length === 1 && only !== undefined && isAddress(only)) return { ...common, redirectUri: only, isSent: false };
  throw new OAuthError('invalid_request', 'redirect_uri is missing, and the app has not exactly one.', { clientId });
}

/** Reads the rest of the request. What it throws is told to the app by way of the address. */
export function readAuthorizeRequest(address: ReturnAddress, parameters: Parameters): AuthorizeRequest {
  refuseRepeated(parameters, ['response_type', 'scope', 'state', 'code_challenge', 'code_challenge_method']);
  const responseType = parameters.get('response_type');
  if (responseType === undefined) throw new OAuthError('invalid_request', 'response_type is missing');
  if (responseType !== 'code' && responseType !== 'token') {
    throw new OAuthError('unsupported_response_type', 'response_type must be code or token');
  }
  const challenge = readChallenge(parameters.get('code_challenge'), parameters.get('code_challenge_method'));
  return { ...address, ...challenge, responseType, words: askedWords(parameters.get('scope'), address.app.scopes) };
}
