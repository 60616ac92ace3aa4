import { createHash } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { MirrorApp } from './app-access.js';
import type { Endpoints } from './endpoints.js';
import { type Machine, throwIfStopped } from './machine.js';
import { MirrorFailure } from './mirror-failure.js';
import { requestTokens, type TokenPair } from './request-tokens.js';

/** What a mirror asks for: all that can be read. */
const SCOPES = 'email personal daily heartrate workout tag session spo2 ring_configuration stress heart_health';
const PATH = '/callback';

interface ConsentOptions {
  machine: Machine;
  endpoints: Endpoints;
  app: MirrorApp;
  /** Port of the redirect address on loopback; 0 takes a free one, for servers that do not compare it. */
  port: number;
  /** Shows the address to the owner. */
  show(url: string, redirectUri: string): void;
}

/**
 * Sends the owner's browser to the upstream and waits on loopback for it to come back (RFC 8252 §7.3, with PKCE and state). Throws
 * MirrorFailure where access is not given, MirrorStopped.
 */
export async function askConsent({ machine, endpoints, app, port, show }: ConsentOptions): Promise<TokenPair> {
  const text = () => Buffer.from(machine.random.bytes(32)).toString('base64url');
  const [state, verifier] = [text(), text()];
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  } catch (error) {
    throw new MirrorFailure(
      'usage',
      `Port ${port} of this machine cannot be listened on for the browser to come back: ${(error as Error).message}.`,
    );
  }
  try {
    const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}${PATH}`;
    const query = { response_type: 'code', client_id: app.clientId, redirect_uri: redirectUri, scope: SCOPES, state };
    const url = `${endpoints.authorize}?${new URLSearchParams({ ...query, code_challenge: challenge, code_challenge_method: 'S256' })}`;
    const code = new Promise<string>((resolve, reject) => {
      machine.stop.addEventListener('abort', () => reject(new Error('stopped')));
      server.on('request', (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? '/', redirectUri);
        if (pathname !== PATH) return answer(response, 404, 'There is nothing here.');
        // Another page could send the browser here with a code of its own.
        if (searchParams.get('state') !== state) return answer(response, 400, 'This does not belong to the request that was made.');
        const [given, error] = [searchParams.get('code'), searchParams.get('error')];
        answer(response, given ? 200 : 400, given ? 'Circlet may read your data now. You can close this page.' : 'Access was not given.');
        if (given) resolve(given);
        else reject(new MirrorFailure('access', `Access was not given (${error ?? 'no code'}). Nothing was copied.`));
      });
    });
    show(url, redirectUri);
    const form = { grant_type: 'authorization_code', code: await code, redirect_uri: redirectUri, code_verifier: verifier };
    const pair = await requestTokens(machine, app, form);
    if (typeof pair === 'string') throw new MirrorFailure('access', `The upstream does not exchange the code for tokens (${pair}).`);
    return pair;
  } catch (error) {
    throwIfStopped(machine);
    throw error;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}
