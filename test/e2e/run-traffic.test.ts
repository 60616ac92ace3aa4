import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PrivateTlsServer, startPrivateTlsServer } from '../support/private-tls-server.js';
import { run, runWell, start, temporaryFolder } from './program.js';
import { ownStore } from './run-store.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OURA = 'https://api.ouraring.com/v2/usercollection/daily_sleep';
const NODE = process.execPath;
const { folder, remove } = temporaryFolder();
let site: PrivateTlsServer;
let data: string[];
let words: string[];
beforeAll(async () => {
  site = await startPrivateTlsServer(folder);
  data = await ownStore(path.join(folder, 'store'));
  words = ['run', ...data, '--any-token', '--quiet', '--'];
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  remove();
});

test('fifty requests at once, by Node and through the proxy', async () => {
  const node = `Promise.all(Array.from({ length: 50 }, async () => {
    const response = await fetch('${OURA}', { headers: { authorization: 'Bearer mine' } });
    return [response.status, (await response.json()).data.length].join();
  })).then((all) => console.log(all.length, new Set(all)));`;
  expect(await runWell([...words, NODE, '-e', node])).toBe("50 Set(1) { '200,1' }\n");
  const urls = Array.from({ length: 50 }, (_, i) => `url = "${OURA}?i=${i}"\noutput = "/dev/null"\n`).join('');
  const config = path.join(folder, 'fifty');
  writeFileSync(config, `${urls}header = "Authorization: Bearer mine"\nwrite-out = "%{http_code}\\n"\nsilent\nparallel\n`);
  expect(await runWell([...words, 'curl', '--config', config])).toBe('200\n'.repeat(50));
});

describe('another host', () => {
  const variables = () => ({ NODE_EXTRA_CA_CERTS: site.authority, CURL_CA_BUNDLE: site.authority });

  test('shows its own certificate to Node, and through the proxy', async () => {
    const port = new URL(site.url).port;
    const ask = `const s = require('node:tls').connect(${port}, 'localhost', { servername: 'localhost' }, () => { console.log(s.getPeerCertificate().fingerprint256); s.end(); });`;
    expect(await runWell([...words, NODE, '-e', ask], { env: variables() })).toBe(`${site.fingerprint}\n`);
    const show = `echo | openssl s_client -proxy "\${HTTPS_PROXY#http://}" -connect localhost:${port} 2>/dev/null | openssl x509 -noout -fingerprint -sha256`;
    expect(await runWell([...words, 'sh', '-c', show])).toContain(site.fingerprint);
  });

  test('answers with 20 MB through the tunnel', async () => {
    const size = 20 * 1024 * 1024;
    const out = await runWell([...words, 'sh', '-c', `curl -s ${site.url}/${size} | wc -c`], { env: variables() });
    expect(Number(out)).toBe(size);
  });

  test('that is not there is an error of the proxy, with its reason', async () => {
    const outcome = await run([...words, 'curl', '-sS', 'https://127.0.0.1:1/']);
    expect(outcome).toMatchObject({ code: 56, error: expect.stringMatching(/502/) });
  });

  test('is reached through the proxy that the user has, unless NO_PROXY spares it', async () => {
    const seen: string[] = [];
    const proxy = createServer().on('connect', (request: IncomingMessage, socket: Duplex) => {
      seen.push(`${request.url} ${request.headers['proxy-authorization']}`);
      const [host, port] = (request.url as string).split(':') as [string, string];
      const far = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(far).pipe(socket);
      });
      far.on('error', () => socket.destroy());
      socket.on('error', () => far.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const own = { https_proxy: `http://me:secret@127.0.0.1:${(proxy.address() as AddressInfo).port}` };
    const ask = `curl -s ${site.url}; curl -s -o /dev/null -w '%{http_code}' -H 'Authorization: Bearer mine' ${OURA}`;
    try {
      expect(await runWell([...words, 'sh', '-c', ask], { env: { ...variables(), ...own } })).toBe('mine200');
      const expected = [`${new URL(site.url).host} Basic ${Buffer.from('me:secret').toString('base64')}`];
      expect(seen).toEqual(expected);
      expect(await runWell([...words, 'sh', '-c', ask], { env: { ...variables(), ...own, NO_PROXY: 'localhost' } })).toBe('mine200');
      expect(seen).toEqual(expected);
      const axios = path.join(import.meta.dirname, '../clients/node-axios.mjs');
      expect(await runWell([...words, NODE, axios, OURA], { env: { ...variables(), ...own } })).toMatch(/\n200\n$/);
      expect(seen).toEqual(expected);
    } finally {
      proxy.close();
      proxy.closeAllConnections();
    }
  });
});

test('plain http goes through the proxy, slow answers arrive, cut ones are cut', async () => {
  const plain = createServer((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end(`slow ${request.headers.host}`), 1500);
    else response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy());
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(plain.address() as AddressInfo).port}`;
  const [slow, cut] = await Promise.all(['slow', 'cut'].map((what) => run([...words, 'curl', '-sS', `http://${host}/${what}`])));
  plain.close();
  expect(slow).toMatchObject({ code: 0, out: `slow ${host}` });
  expect(cut?.code).toBe(18);
});

test('--server sends it to a running server, whose end is told', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/cut') response.writeHead(200, { 'content-length': 10 }).write('half', () => response.destroy());
    else
      response
        .setHeader('connection', 'close')
        .end(`${request.method} ${request.headers.host}${request.url} ${request.headers.authorization}`);
    if (request.url === '/last') server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const script = `
    curl -s -X PUT -H 'Authorization: Bearer mine' 'https://moi.ouraring.com/a?b=%20c'; echo
    curl -s https://api.ouraring.com/cut >/dev/null; echo $?
    curl -s https://api.ouraring.com/last; echo; sleep 0.2
    curl -s https://api.ouraring.com/gone`;
  const outcome = await run(['run', '--server', url, '--quiet', '--', 'sh', '-c', script]);
  const lines = outcome.out.split('\n');
  expect(lines.slice(0, 3)).toEqual(['PUT moi.ouraring.com/a?b=%20c Bearer mine', '18', 'GET api.ouraring.com/last undefined']);
  expect(JSON.parse(lines[3] as string).detail).toContain(`Circlet at ${url} does not answer`);
});

describe('--log', () => {
  interface Entry {
    request: { method: string; url: string; headers: { name: string; value: string }[]; postData?: { text: string } };
    response: { status: number; content: { text: string; size: number } };
  }
  const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')).log as { version: string; entries: Entry[] };
  const ask = `
    curl -s -o /dev/null -H 'Authorization: Bearer sesame' '${OURA}?access_token=sesame';
    curl -s -o /dev/null -d 'grant_type=refresh_token&refresh_token=sesame&client_id=a&client_secret=sesame' https://api.ouraring.com/oauth/token`;

  test('shows what was asked and answered, without what opens doors', async () => {
    const file = path.join(folder, 'traffic.har');
    await runWell([...words.slice(0, -1), '--log', file, '--', 'sh', '-c', ask]);
    const { version, entries } = read(file);
    expect(version).toBe('1.2');
    const [list, token] = entries as [Entry, Entry];
    expect(list.request).toMatchObject({ method: 'GET', url: `${OURA}?access_token=redacted` });
    expect(list.request.headers).toContainEqual({ name: 'Authorization', value: 'Bearer redacted' });
    expect([list.response.status, JSON.parse(list.response.content.text).data.length]).toEqual([200, 1]);
    expect(token.request.postData?.text).toBe('grant_type=refresh_token&refresh_token=redacted&client_id=a&client_secret=redacted');
    expect(token.response.status).toBe(401);
    expect(readFileSync(file, 'utf8')).not.toContain('sesame');
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  });

  test('with --log-secrets with them; and is whole when everything is killed', async () => {
    const file = path.join(folder, 'secrets.har');
    await using running = start([
      ...words.slice(0, -1),
      '--log',
      file,
      '--log-secrets',
      '--',
      'sh',
      '-c',
      `${ask}; until grep -q oauth/token ${file}; do sleep 0.1; done; echo done; kill -KILL $PPID`,
    ]);
    await running.ended;
    expect(running.written.out).toContain('done');
    expect(read(file).entries.map(({ request }) => request.url)).toEqual([
      `${OURA}?access_token=sesame`,
      'https://api.ouraring.com/oauth/token',
    ]);
  });

  test('that cannot be written is said so', async () => {
    const outcome = await run([...words.slice(0, -1), '--log', '/no/such/file.har', '--', 'true']);
    expect(outcome).toMatchObject({ code: 1, error: expect.stringMatching(/^\/no\/such\/file\.har cannot be written/) });
  });
});
