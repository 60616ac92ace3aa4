import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secureRandom } from '../lib/random.js';
import { type Authority, createAuthority } from './certificate-authority.js';
import { OURA_HOSTS } from './oura-hosts.js';

const folder = mkdtempSync(path.join(tmpdir(), 'circlet-authority-'));
afterAll(() => rmSync(folder, { recursive: true }));
let authority: Authority;
beforeAll(async () => {
  authority = await createAuthority({ now: () => Date.now() }, secureRandom);
  writeFileSync(path.join(folder, 'ca.pem'), authority.certificate);
  writeFileSync(path.join(folder, 'leaf.pem'), authority.server.cert);
});

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasOpenssl)('openssl', () => {
  test.each(OURA_HOSTS)('accepts the certificate for %s, strictly', (host) => {
    const words = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'ca.pem', '-verify_hostname', host, 'leaf.pem'];
    expect(execFileSync('openssl', words, { cwd: folder, encoding: 'utf8' })).toBe('leaf.pem: OK\n');
  });

  test('reads that the authority is one, for Oura’s domain alone', () => {
    const words = ['x509', '-in', 'ca.pem', '-noout', '-ext', 'basicConstraints,keyUsage,nameConstraints'];
    const text = execFileSync('openssl', words, { cwd: folder, encoding: 'utf8' });
    expect(text).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(text).toMatch(/Name Constraints: critical\s+Permitted:\s+DNS:ouraring\.com/);
  });
});

test('no two authorities are the same, and none is good for long', async () => {
  const other = await createAuthority({ now: () => Date.now() }, secureRandom);
  const [one, two] = [authority, other].map(({ certificate }) => new X509Certificate(certificate));
  expect([one?.subject === two?.subject, one?.serialNumber === two?.serialNumber]).toEqual([false, false]);
  expect(Date.parse(one?.validTo as string) - Date.now()).toBeLessThan(31 * 86_400_000);
  expect(new X509Certificate(authority.server.cert).verify((one as X509Certificate).publicKey)).toBe(true);
  expect(new X509Certificate(other.server.cert).verify((one as X509Certificate).publicKey)).toBe(false);
});
