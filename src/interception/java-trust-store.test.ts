import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, describe, expect, test } from 'vitest';
import { javaTrustStore } from './java-trust-store.js';

const folder = mkdtempSync(path.join(tmpdir(), 'circlet-java-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasJava = spawnSync('keytool', ['-help']).status === 0;
const isElliptic = (pem: string) => /BggqhkjOPQ|BgUrgQQ|KoZIzj0CAQ/.test(pem.replaceAll('\n', ''));
const ours = rootCertificates[0] as string;
const rsa = rootCertificates.find((pem) => pem !== ours && !isElliptic(pem)) as string;
const elliptic = rootCertificates.find((pem) => pem !== ours && isElliptic(pem)) as string;

/** SHA-256 fingerprints that Java reads in a store. */
function listed(store: string, password: string): string[] {
  const words = ['-list', '-v', '-keystore', store, ...(password === '' ? [] : ['-storepass', password])];
  return [...execFileSync('keytool', words, { encoding: 'utf8' }).matchAll(/SHA256: (\S+)/g)].map(([, print]) => print as string).sort();
}

describe.skipIf(!hasJava)('a store for Java', () => {
  test.each([
    ['the oldest format', 'JKS', []],
    ['PKCS #12', 'PKCS12', []],
    [
      'PKCS #12 without encryption, as of Java 18',
      'PKCS12',
      ['-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE', '-J-Dkeystore.pkcs12.macAlgorithm=NONE'],
    ],
  ])('holds what the user’s one held, in %s, and one more', (_what, type, flags) => {
    const own = path.join(folder, `${type}-${flags.length}`);
    for (const [alias, pem] of [
      ['rsa', rsa],
      ['elliptic', elliptic],
    ] as const) {
      writeFileSync(`${own}.pem`, pem);
      const words = [
        '-importcert',
        '-noprompt',
        '-alias',
        alias,
        '-keystore',
        own,
        '-storetype',
        type,
        '-storepass',
        'secret1',
        '-file',
        `${own}.pem`,
      ];
      execFileSync('keytool', [...words, ...flags], { stdio: 'ignore' });
    }
    const options = `-Xmx1g -Djavax.net.ssl.trustStore=${own} -Djavax.net.ssl.trustStorePassword=secret1`;
    const made = `${own}.jks`;
    writeFileSync(made, javaTrustStore({ JAVA_TOOL_OPTIONS: options }, ours));
    const [before, after] = [listed(own, 'secret1'), listed(made, 'changeit')];
    expect([before.length, after.length]).toEqual([2, 3]);
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test('holds Java’s own roots, else the system’s', () => {
    for (const environment of [{ PATH: process.env.PATH }, { PATH: '/nowhere' }]) {
      const made = path.join(folder, 'roots.jks');
      writeFileSync(made, javaTrustStore(environment, ours));
      expect(listed(made, 'changeit').length).toBeGreaterThan(100);
    }
  });
});
