import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';

/** Where systems keep their roots as one file: Debian, Fedora, openSUSE, Alpine and macOS, OpenBSD. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** The certificates that programs of this machine trust, PEM: the system's, or Node's own where there are none. */
export function systemRoots(): string {
  const file = SYSTEM_BUNDLES.find((candidate) => existsSync(candidate));
  return file === undefined ? rootCertificates.join('\n') : readFileSync(file, 'utf8');
}

/** The certificates in a file, or in all files of a folder, PEM. Throws the system's error where it cannot be read. */
export function certificatesIn(place: string): string {
  if (!statSync(place).isDirectory()) return readFileSync(place, 'utf8');
  const files = readdirSync(place).map((name) => path.join(place, name));
  return [...new Set(files.filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile()).map((file) => readFileSync(file, 'utf8')))]
    .filter((text) => text.includes('BEGIN CERTIFICATE'))
    .join('\n');
}

/** A variable of the user's names certificates that cannot be read; the message says which and why. */
export class UnreadableCertificates extends Error {
  override name = 'UnreadableCertificates';
}
