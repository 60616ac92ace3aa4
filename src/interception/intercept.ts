import type { Clock } from '../lib/clock.js';
import type { Random } from '../lib/random.js';
import { browserVariables } from './browser-variables.js';
import { type Authority, createAuthority } from './certificate-authority.js';
import { type Adjust, createForward, type Watch } from './forward.js';
import { type Gateway, openGateway } from './gateway.js';
import { phpVariables } from './php-variables.js';
import { proxyVariables } from './proxy-variables.js';
import type { RunFolder } from './run-folder.js';
import { runtimeVariables } from './runtime-variables.js';
import { trustVariables } from './trust-variables.js';

export interface InterceptOptions {
  /** Where the server is: `http://127.0.0.1:6872`. */
  target: string;
  adjust: Adjust;
  watch: Watch | null;
  /** The user's own environment. */
  environment: Record<string, string | undefined>;
  folder: RunFolder;
  clock: Clock;
  random: Random;
  /** Where TLS for Oura's hosts is taken; a free port of loopback by default. */
  tls?: { host: string; port: number };
}

/** The way from programs to the server, open until it is closed. */
export interface Interception {
  /** What a program's environment needs besides the user's own. */
  variables: Record<string, string>;
  /** Those of them that name trusted certificates only. */
  trust: Record<string, string>;
  /** Circlet without TLS, for browsers that do not know our authority. */
  url: string;
  tlsPort: number;
  close(): Promise<void>;
}

/** Opens the way. Rejects with UnreadableCertificates, or the system's error where an address is taken. */
export async function intercept({
  target,
  adjust,
  watch,
  environment,
  folder,
  clock,
  random,
  tls,
}: InterceptOptions): Promise<Interception> {
  const authority = await createAuthority(clock, random);
  folder.write('authority.pem', authority.certificate);
  const trust = trustVariables(environment, authority.certificate, folder);
  const forward = createForward(target, adjust, watch);
  const gateway = await openGateway({ authority, forward, environment, ...(tls ? { tls } : {}) });
  try {
    const variables = programVariables({ environment, authority, gateway, folder, trust });
    return { variables, trust, url: gateway.proxyUrl, tlsPort: gateway.tlsPort, close: gateway.close };
  } catch (error) {
    await gateway.close();
    throw error;
  }
}

interface VariableParts extends Pick<InterceptOptions, 'environment' | 'folder'> {
  authority: Authority;
  gateway: Gateway;
  trust: Record<string, string>;
}

function programVariables({ environment, authority, gateway, folder, trust }: VariableParts): Record<string, string> {
  const proxies = proxyVariables(environment, gateway.proxyUrl);
  const settings = { ...browserVariables(environment, gateway, folder), ...phpVariables(environment, authority.certificate, folder) };
  const runtimes = runtimeVariables({ environment, authority, gateway, folder, proxies });
  return { ...proxies, ...trust, ...settings, ...runtimes };
}
