import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PrivateTlsServer, startPrivateTlsServer } from '../support/private-tls-server.js';
import { answerOf, clients } from '../support/run-client.js';
import { run, temporaryFolder } from './program.js';
import { ownStore } from './run-store.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const OURA = 'https://api.ouraring.com/v2/usercollection/daily_sleep';
const { folder, remove } = temporaryFolder();
const installed = clients.filter(({ isInstalled }) => isInstalled);

interface Result {
  code: number;
  out: string;
  error: string;
}

/** Whatever each client printed: asked for Oura's API and for a website under an authority of its own, without and with trust in that. */
const results: Record<'oura' | 'site' | 'ouraTrusting' | 'siteTrusting', Map<string, Result>> = {
  ...{ oura: new Map(), site: new Map(), ouraTrusting: new Map(), siteTrusting: new Map() },
};

beforeAll(async () => {
  await using site = await startPrivateTlsServer(folder);
  const words = ['run', ...(await ownStore(path.join(folder, 'store'))), '--any-token', '--quiet', '--', 'sh'];
  // A home, for what programs cache.
  const env = { HOME: process.env.HOME, LANG: 'C.UTF-8' };
  await askAll(words, env, { oura: OURA, site: site.url });
  await askAll(words, { ...env, ...trusting(site) }, { ouraTrusting: OURA, siteTrusting: site.url });
});
afterAll(remove);

/** Runs all clients in one run, two at a time. */
async function askAll(words: string[], env: Record<string, string | undefined>, addresses: Partial<Record<keyof typeof results, string>>) {
  const cases = Object.entries(addresses).flatMap(([what, url]) => installed.map((client) => ({ what, url, client })));
  const lines = cases.map(({ what, url, client }) => {
    const place = path.join(folder, `${what}-${client.name}`);
    return `( ${[...client.words, url].map((word) => `'${word}'`).join(' ')} >'${place}.out' 2>'${place}.err'; echo $? >'${place}.code' ) &`;
  });
  const script = path.join(folder, 'all.sh');
  writeFileSync(
    script,
    lines
      .map((line, i) => (i % 2 === 0 ? line : `${line}\nwait`))
      .join('\n')
      .concat('\nwait\n'),
  );
  const outcome = await run([...words, script], { env });
  expect(outcome).toEqual({ code: 0, out: '', error: '' });
  for (const { what, client } of cases) {
    const read = (kind: string) => readFileSync(path.join(folder, `${what}-${client.name}.${kind}`), 'utf8');
    results[what as keyof typeof results].set(client.name, { code: Number(read('code')), out: read('out'), error: read('err') });
  }
}

/** What users of each stack do so that it trusts the website's authority. */
function trusting({ authority }: PrivateTlsServer): Record<string, string> {
  const variables = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE', 'PERL_LWP_SSL_CA_FILE'];
  writeFileSync(path.join(folder, 'private.ini'), `curl.cainfo="${authority}"\nopenssl.cafile="${authority}"\n`);
  const store = path.join(folder, 'trusted.p12');
  const made = ['-importcert', '-noprompt', '-keystore', store, '-storetype', 'PKCS12', '-storepass', 'private', '-file', authority];
  spawnSync('keytool', made);
  return {
    ...Object.fromEntries(variables.map((name) => [name, authority])),
    PHP_INI_SCAN_DIR: `:${folder}`,
    JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=private`,
  };
}

describe.each(clients)('$name', ({ name, isInstalled }) => {
  const of = (what: keyof typeof results) => results[what].get(name) as Result;

  test.skipIf(!isInstalled).each(['oura', 'ouraTrusting'] as const)('reads Oura’s API at Circlet (%s)', (what) => {
    const { code, out, error } = of(what);
    expect(code, error).toBe(0);
    const { status, body } = answerOf(out);
    expect([status, JSON.parse(body).data]).toEqual([200, [expect.objectContaining({ score: 80 })]]);
  });

  test.skipIf(!isInstalled)('refuses another host that it does not trust, and reads it as ever where it does', () => {
    expect([of('site').code === 0, of('site').out.includes('mine')], of('site').out).toEqual([false, false]);
    expect(answerOf(of('siteTrusting').out), of('siteTrusting').error).toEqual({ status: 200, body: 'mine' });
  });
});
