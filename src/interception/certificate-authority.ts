import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { Clock } from '../lib/clock.js';
import type { Random } from '../lib/random.js';
import { OURA_HOSTS } from './oura-hosts.js';

const { asn1, pki, md } = forge;
const DAY_MS = 86_400_000;
/** How long certificates are good; they are forgotten with the run. */
const LIFETIME_DAYS = 30;
/** RFC 5280 §4.2.1.10. */
const NAME_CONSTRAINTS = '2.5.29.30';
const DOMAIN = 'ouraring.com';

/** An authority made for one run, and the certificate it gave out; its own key is gone already. */
export interface Authority {
  /** The authority's certificate, PEM. */
  certificate: string;
  /** What a TLS server for Oura's names needs, PEM. */
  server: { key: string; cert: string };
}

/**
 * Makes an authority and has it sign one certificate for Oura's names. It may vouch for no other domain (name constraints), and its key is
 * never written anywhere.
 */
export async function createAuthority(clock: Clock, random: Random): Promise<Authority> {
  const [authority, server] = await Promise.all([newKeys(), newKeys()]);
  const name = [{ name: 'commonName', value: `circlet run ${Buffer.from(random.bytes(4)).toString('hex')}` }];
  const issued = (keys: KeyPair, subject: forge.pki.CertificateField[], extensions: object[]) => {
    const certificate = pki.createCertificate();
    certificate.publicKey = keys.publicKey;
    // RFC 5280 §4.1.2.2: positive, so never a first bit of 1.
    certificate.serialNumber = `01${Buffer.from(random.bytes(15)).toString('hex')}`;
    // An hour ago, for clocks that are not quite right.
    certificate.validity.notBefore = new Date(clock.now() - 3_600_000);
    certificate.validity.notAfter = new Date(clock.now() + LIFETIME_DAYS * DAY_MS);
    certificate.setSubject(subject);
    certificate.setIssuer(name);
    certificate.setExtensions([...extensions, { name: 'subjectKeyIdentifier' }, authorityKey(authority)]);
    certificate.sign(authority.privateKey, md.sha256.create());
    return pki.certificateToPem(certificate);
  };
  const certificate = issued(authority, name, [
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    { id: NAME_CONSTRAINTS, critical: true, value: asn1.toDer(onlyOura()).getBytes() },
  ]);
  const leaf = issued(
    server,
    [{ name: 'commonName', value: OURA_HOSTS[0] as string }],
    [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: OURA_HOSTS.map((value) => ({ type: 2, value })) },
    ],
  );
  return { certificate, server: { key: pki.privateKeyToPem(server.privateKey), cert: leaf + certificate } };
}

type KeyPair = forge.pki.rsa.KeyPair;

async function newKeys(): Promise<KeyPair> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return { publicKey: pki.publicKeyFromPem(publicKey), privateKey: pki.privateKeyFromPem(privateKey) };
}

/** RFC 5280 §4.2.1.1; Python 3.13 insists on it. */
function authorityKey({ publicKey }: KeyPair): object {
  const keyIdentifier = pki.getPublicKeyFingerprint(publicKey, { type: 'RSAPublicKey', md: md.sha1.create() }).getBytes();
  return { name: 'authorityKeyIdentifier', keyIdentifier };
}

/** `permittedSubtrees: [dNSName ouraring.com]`, RFC 5280 §4.2.1.10. */
function onlyOura(): forge.asn1.Asn1 {
  const { CONTEXT_SPECIFIC, UNIVERSAL } = asn1.Class;
  const name = asn1.create(CONTEXT_SPECIFIC, 2, false, DOMAIN);
  const subtree = asn1.create(UNIVERSAL, asn1.Type.SEQUENCE, true, [name]);
  return asn1.create(UNIVERSAL, asn1.Type.SEQUENCE, true, [asn1.create(CONTEXT_SPECIFIC, 0, true, [subtree])]);
}
