import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Authority } from './certificate-authority.js';
import type { Gateway } from './gateway.js';
import { javaTrustStore, TRUST_STORE_PASSWORD } from './java-trust-store.js';
import { OURA_HOSTS } from './oura-hosts.js';
import { ownProxyVariables } from './proxy-variables.js';
import { LAST_FILE, type RunFolder } from './run-folder.js';

type Variables = Record<string, string | undefined>;

const preload = (name: string) => fileURLToPath(new URL(`preloads/${name}`, import.meta.url));

interface RunParts {
  environment: Variables;
  authority: Authority;
  gateway: Gateway;
  folder: RunFolder;
  /** Variables of proxies, which Node programs are spared. */
  proxies: Record<string, string>;
}

/** What runtimes need beyond proxies and certificates: code loaded first, settings files, trust stores. */
export function runtimeVariables({ environment, authority, gateway, folder, proxies }: RunParts): Record<string, string> {
  const own = ownProxyVariables(environment);
  const ours = Object.fromEntries(Object.keys(own).map((name) => [name, proxies[name] ?? null]));
  const facts = {
    hosts: OURA_HOSTS,
    tlsPort: gateway.tlsPort,
    plainPort: gateway.proxyPort,
    certificate: authority.certificate,
    proxies: ours,
    own,
  };
  folder.write('python/sitecustomize.py', readFileSync(preload('python/sitecustomize.py')));
  return {
    NODE_OPTIONS: joined(environment.NODE_OPTIONS, `--require ${JSON.stringify(preload('node.cjs'))}`, ' '),
    NODE_USE_ENV_PROXY: environment.NODE_USE_ENV_PROXY ?? '1',
    PYTHONPATH: joined(`${folder.folder}/python`, environment.PYTHONPATH, ':'),
    PERL_LWP_ENV_PROXY: '1',
    ...javaVariables(environment, authority, gateway, folder),
    CIRCLET_RUN: folder.write(LAST_FILE, JSON.stringify(facts)),
  };
}

/** Java looks at properties, not at the environment; JVMs read this variable, and say so on stderr. */
function javaVariables(
  environment: Variables,
  { certificate }: Authority,
  { proxyPort }: Gateway,
  folder: RunFolder,
): Record<string, string> {
  const store = folder.write('trusted.jks', javaTrustStore(environment, certificate));
  const properties = {
    'https.proxyHost': '127.0.0.1',
    'https.proxyPort': proxyPort,
    'http.proxyHost': '127.0.0.1',
    'http.proxyPort': proxyPort,
    'javax.net.ssl.trustStore': store,
    'javax.net.ssl.trustStoreType': 'JKS',
    'javax.net.ssl.trustStorePassword': TRUST_STORE_PASSWORD,
  };
  const flags = Object.entries(properties).map(([name, value]) => `"-D${name}=${value}"`);
  return { JAVA_TOOL_OPTIONS: joined(environment.JAVA_TOOL_OPTIONS, flags.join(' '), ' ') };
}

const joined = (first: string | undefined, second: string | undefined, by: string) => [first, second].filter(Boolean).join(by);
