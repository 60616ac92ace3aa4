import { exchangeJson } from './exchange-json.js';
import type { Machine } from './machine.js';

/** Where an app asks for consent and for tokens. */
export interface Endpoints {
  authorize: string;
  token: string;
}

const OURA = 'https://api.ouraring.com';
const DISCOVERY = '/oauth/v2/ext/oauth-anonymous/.well-known/openid-configuration';

/** The addresses of a server's OAuth: Oura's own, those of its discovery document, or those that all servers like it have. */
export async function findEndpoints(machine: Machine, source: string): Promise<Endpoints> {
  if (source === OURA) return { authorize: 'https://cloud.ouraring.com/oauth/authorize', token: `${OURA}/oauth/token` };
  const { status, body } = await exchangeJson(machine, source + DISCOVERY, { headers: { accept: 'application/json' } });
  const { authorization_endpoint: authorize, token_endpoint: token } = (body ?? {}) as Record<string, unknown>;
  const isFound = status === 200 && isAddress(authorize) && isAddress(token);
  return isFound ? { authorize, token } : { authorize: `${source}/oauth/authorize`, token: `${source}/oauth/token` };
}

const isAddress = (value: unknown): value is string => typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value);
