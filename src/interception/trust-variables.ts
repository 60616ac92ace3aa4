import { certificatesIn, systemRoots, UnreadableCertificates } from './root-certificates.js';
import type { RunFolder } from './run-folder.js';

type Variables = Record<string, string | undefined>;

/**
 * Variables that name a file of trusted certificates, and where a program looks for it without them: other variables, then the system's.
 * Each keeps what it trusted before.
 */
const BUNDLES: Record<string, readonly string[]> = {
  // OpenSSL, hence Python, Ruby and Perl's IO::Socket::SSL; Go; rustls; .NET.
  SSL_CERT_FILE: ['SSL_CERT_FILE'],
  REQUESTS_CA_BUNDLE: ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  CURL_CA_BUNDLE: ['CURL_CA_BUNDLE', 'SSL_CERT_FILE'],
  GIT_SSL_CAINFO: ['GIT_SSL_CAINFO'],
  PERL_LWP_SSL_CA_FILE: ['PERL_LWP_SSL_CA_FILE', 'HTTPS_CA_FILE', 'SSL_CERT_FILE'],
  HTTPS_CA_FILE: ['HTTPS_CA_FILE', 'PERL_LWP_SSL_CA_FILE', 'SSL_CERT_FILE'],
};

/** Those whose certificates are trusted besides the built-in ones. */
const ADDITIONS = ['NODE_EXTRA_CA_CERTS', 'DENO_CERT'];

/** Writes files of certificates that hold ours and all that was trusted before, and names them by the variables that programs read. */
export function trustVariables(environment: Variables, certificate: string, folder: RunFolder): Record<string, string> {
  const written = new Map<string, string>();
  const bundle = (source: string | undefined, otherwise: () => string): string => {
    const key = source ?? (otherwise === systemRoots ? 'system' : 'ours');
    const file = written.get(key) ?? folder.write(`trusted-${key}.pem`, `${read(environment, source) ?? otherwise()}\n${certificate}`);
    written.set(key, file);
    return file;
  };
  const full = Object.entries(BUNDLES).map(([name, sources]) => [name, bundle(firstSet(environment, sources), systemRoots)]);
  const additions = ADDITIONS.map((name) => [name, bundle(firstSet(environment, [name]), nothing)]);
  return Object.fromEntries([...full, ...additions]);
}

const nothing = () => '';

const firstSet = (environment: Variables, names: readonly string[]) => names.find((name) => environment[name]);

function read(environment: Variables, name: string | undefined): string | null {
  if (name === undefined) return null;
  const place = environment[name] as string;
  try {
    return certificatesIn(place);
  } catch (error) {
    throw new UnreadableCertificates(`${name} names ${place}, which cannot be read: ${(error as Error).message}`);
  }
}
