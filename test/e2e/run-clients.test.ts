import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PrivateTlsServer, startPrivateTlsServer } from '../support/private-tls-server.js';
import { answerOf, type Client, clients } from '../support/run-client.js';
import { run, temporaryFolder } from './program.js';
import { ownStore } from './run-store.js';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
let site: PrivateTlsServer;
let words: string[];
beforeAll(async () => {
  site = await startPrivateTlsServer(folder);
  words = ['run', ...(await ownStore(path.join(folder, 'store'))), '--any-token', '--quiet', '--'];
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  remove();
});

/** Variables that anybody has; a home, for what programs cache. */
const home = { HOME: process.env.HOME, LANG: 'C.UTF-8' };

/** What the client's user does so that it trusts the website's authority. */
function trusting({ trust, name }: Client): Record<string, string> {
  if (trust === 'php') {
    writeFileSync(path.join(folder, 'private.ini'), `curl.cainfo="${site.authority}"\nopenssl.cafile="${site.authority}"\n`);
    return { PHP_INI_SCAN_DIR: `:${folder}` };
  }
  if (trust !== 'java') return { [trust]: site.authority };
  const store = path.join(folder, `${name}.p12`);
  const made = ['-importcert', '-noprompt', '-keystore', store, '-storetype', 'PKCS12', '-storepass', 'private', '-file', site.authority];
  spawnSync('keytool', made);
  return { JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=private` };
}

describe.each(clients)('$name', (client) => {
  test.skipIf(!client.isInstalled)('reads Oura’s API at Circlet, and other hosts as ever', async () => {
    const asked = await run([...words, ...client.words, 'https://api.ouraring.com/v2/usercollection/daily_sleep'], { env: home });
    expect(asked.code, asked.error).toBe(0);
    const { status, body } = answerOf(asked.out);
    expect([status, JSON.parse(body).data.length]).toEqual([200, 2]);

    const refused = await run([...words, ...client.words, site.url], { env: home });
    expect([refused.code === 0, refused.out.includes('mine')], refused.out).toEqual([false, false]);
    const trusted = await run([...words, ...client.words, site.url], { env: { ...home, ...trusting(client) } });
    expect(answerOf(trusted.out), trusted.error).toEqual({ status: 200, body: 'mine' });
    const both = await run([...words, ...client.words, 'https://api.ouraring.com/v2/usercollection/daily_sleep'], {
      env: { ...home, ...trusting(client) },
    });
    expect(answerOf(both.out).status, both.error).toBe(200);
  });
});
