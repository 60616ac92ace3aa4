import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import forge from 'node-forge';
import { systemRoots, UnreadableCertificates } from './root-certificates.js';

type Variables = Record<string, string | undefined>;

/** What Java's own store is locked with, and ours. */
export const TRUST_STORE_PASSWORD = 'changeit';
const MAGIC = 0xfeedfeed;
const VERSION = 2;
const HEADER_BYTES = 12;
const DIGEST_BYTES = 20;
const TRUSTED = 2;

/** A key store in Java's oldest format, which every Java reads: what Java, or the user's own options, trusted before, and `certificate`. */
export function javaTrustStore(environment: Variables, certificate: string): Uint8Array {
  const { place, password } = trustedBefore(environment);
  const kept = place === null ? entriesFor(fromPem(systemRoots())) : readStore(place, password);
  const header = [MAGIC, VERSION, kept.count + 1].map(word);
  const body = Buffer.concat([...header, kept.entries, entry('circlet-run', fromPem(certificate)[0] as Buffer)]);
  const secret = Buffer.from(TRUST_STORE_PASSWORD, 'utf16le').swap16();
  return Buffer.concat([body, createHash('sha1').update(secret).update('Mighty Aphrodite').update(body).digest()]);
}

interface Entries {
  count: number;
  entries: Buffer;
}

/** The entries of a store in the oldest format as they are, or of the certificates in a PKCS #12 file. Throws UnreadableCertificates. */
function readStore(place: string, password: string): Entries {
  try {
    const store = readFileSync(place);
    if (store.readUInt32BE(0) !== MAGIC || store.readUInt32BE(4) !== VERSION) return entriesFor(fromPkcs12(store, password));
    return { count: store.readUInt32BE(8), entries: store.subarray(HEADER_BYTES, -DIGEST_BYTES) };
  } catch (error) {
    throw new UnreadableCertificates(`Java trusts what is in ${place}, which cannot be read: ${(error as Error).message}`);
  }
}

/** The store that a program would have used: `jssecacerts` goes before `cacerts`, the user's property before both. */
function trustedBefore(environment: Variables): { place: string | null; password: string } {
  const property = (name: string) =>
    new RegExp(`-Djavax\\.net\\.ssl\\.${name}=("[^"]*"|\\S+)`).exec(environment.JAVA_TOOL_OPTIONS ?? '')?.[1];
  const named = property('trustStore')?.replace(/^"|"$/g, '');
  if (named !== undefined) return { place: named, password: property('trustStorePassword') ?? TRUST_STORE_PASSWORD };
  const java = (environment.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, 'java'));
  const found = java.find((file) => existsSync(file));
  const homes = [environment.JAVA_HOME, found && path.join(realpathSync(found), '../..')].filter(
    (home) => home !== undefined && home !== '',
  );
  const stores = homes.flatMap((home) => ['lib/security', 'jre/lib/security'].map((folder) => path.join(home as string, folder)));
  const places = stores.flatMap((folder) => [path.join(folder, 'jssecacerts'), path.join(folder, 'cacerts')]);
  return { place: places.find((file) => existsSync(file)) ?? null, password: TRUST_STORE_PASSWORD };
}

function entriesFor(certificates: Buffer[]): Entries {
  return { count: certificates.length, entries: Buffer.concat(certificates.map((bytes, i) => entry(`trusted-${i}`, bytes))) };
}

/** The certificates of a PKCS #12 file (RFC 7292). */
function fromPkcs12(store: Buffer, password: string): Buffer[] {
  const parsed = forge.asn1.fromDer(store.toString('binary'));
  const bags = forge.pkcs12.pkcs12FromAsn1(parsed, false, password).getBags({ bagType: forge.pki.oids.certBag as string });
  return (bags[forge.pki.oids.certBag as string] ?? []).map(({ cert, asn1 }) =>
    Buffer.from(forge.asn1.toDer(cert ? forge.pki.certificateToAsn1(cert) : asn1).getBytes(), 'binary'),
  );
}

function fromPem(text: string): Buffer[] {
  return [...text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g)].map(([, body]) => Buffer.from(body as string, 'base64'));
}

function entry(alias: string, certificate: Buffer): Buffer {
  // The date of the entry is the beginning of time.
  return Buffer.concat([word(TRUSTED), text(alias), Buffer.alloc(8), text('X.509'), word(certificate.length), certificate]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value), 0);
  return Buffer.concat([length, Buffer.from(value)]);
}
