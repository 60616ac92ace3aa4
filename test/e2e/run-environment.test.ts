import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run, runWell, start, temporaryFolder } from './program.js';
import { ownStore } from './run-store.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const OURA = 'https://api.ouraring.com/v2/usercollection/daily_sleep';
const { folder, remove } = temporaryFolder();
afterAll(remove);
let words: string[];
beforeAll(async () => {
  words = ['run', ...(await ownStore(path.join(folder, 'store'))), '--any-token', '--quiet', '--'];
});

const NODE = process.execPath;
/** Asks Oura's API with curl and prints the status. */
const CURL = `curl -s -o /dev/null -w '%{http_code} ' -H 'Authorization: Bearer mine' ${OURA}`;

test('what the user had set is added to', async () => {
  const own = path.join(folder, 'own.pem');
  const roots = readFileSync('/etc/ssl/certs/ca-certificates.crt', 'utf8');
  writeFileSync(own, roots.slice(0, roots.indexOf('-----END CERTIFICATE-----') + 26));
  mkdirSync(path.join(folder, 'modules'), { recursive: true });
  const env = {
    ...{ NODE_OPTIONS: '--no-warnings', PYTHONPATH: path.join(folder, 'modules'), JAVA_TOOL_OPTIONS: '-Xmx64m', SSL_CERT_FILE: own },
    ...{ NO_PROXY: 'intranet.example, *.ouraring.com', HTTP_PROXY: 'http://127.0.0.1:1', BROWSER: 'lynx' },
  };
  // Node programs are spared the proxy, so another one tells.
  const text = await runWell([...words, 'env'], { env });
  const seen = Object.fromEntries(text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  expect(seen.NODE_OPTIONS).toMatch(/^--no-warnings --require ".*node\.cjs"$/);
  expect(seen.PYTHONPATH).toMatch(/^\/.*\/python:.*\/modules$/);
  expect(seen.JAVA_TOOL_OPTIONS).toMatch(/^-Xmx64m "-D/);
  expect([seen.NO_PROXY, seen.no_proxy]).toEqual(['intranet.example', undefined]);
  expect(seen.HTTPS_PROXY).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect([seen.https_proxy, seen.HTTP_PROXY, seen.http_proxy]).toEqual([seen.HTTPS_PROXY, seen.HTTPS_PROXY, seen.HTTPS_PROXY]);
  expect(await runWell([...words, NODE, '-p', 'process.env.HTTP_PROXY'], { env })).toBe('http://127.0.0.1:1\n');
});

test('files of certificates hold what the user’s held, or the system’s, and one more', async () => {
  const own = path.join(folder, 'one.pem');
  const roots = readFileSync('/etc/ssl/certs/ca-certificates.crt', 'utf8');
  const one = roots.slice(0, roots.indexOf('-----END CERTIFICATE-----') + 26);
  writeFileSync(own, one);
  const count = `for f in "$SSL_CERT_FILE" "$GIT_SSL_CAINFO" "$NODE_EXTRA_CA_CERTS"; do grep -c BEGIN "$f"; done; cat "$SSL_CERT_FILE"`;
  const [file, system, extra, ...text] = (await runWell([...words, 'sh', '-c', count], { env: { SSL_CERT_FILE: own } })).split('\n');
  const all = roots.match(/BEGIN CERT/g)?.length ?? 0;
  expect([Number(file), Number(system), Number(extra)]).toEqual([2, all + 1, 1]);
  expect(text.join('\n')).toContain(one);
  const java = await run([...words, 'true'], { env: { JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${own}` } });
  expect(java).toMatchObject({
    code: 1,
    out: '',
    error: expect.stringMatching(/^Java trusts what is in .*one\.pem, which cannot be read/),
  });
  const broken = await run([...words, 'true'], { env: { SSL_CERT_FILE: '/no/such/file' } });
  expect(broken).toMatchObject({
    code: 1,
    out: '',
    error: expect.stringMatching(/^SSL_CERT_FILE names \/no\/such\/file, which cannot be read/),
  });
});

describe('a preload', () => {
  test('lets programs that Node starts find the proxy, however it starts them', async () => {
    const script = `
      const cp = require('node:child_process');
      const [CURL, inherit] = [${JSON.stringify(CURL)}, { stdio: 'inherit' }];
      cp.execSync(CURL, inherit);
      cp.spawnSync('sh', ['-c', CURL], inherit);
      cp.execFileSync('sh', ['-c', CURL], { ...inherit, env: { ...process.env, MORE: '1' } });
      cp.spawn('sh', ['-c', CURL], inherit);
      cp.exec(CURL, { env: { ...process.env, MORE: '1' } }).stdout.pipe(process.stdout);`;
    expect(await runWell([...words, NODE, '-e', script])).toBe('200 200 200 200 200 ');
  });

  test('trusts us for Oura’s hosts only, where a Node program brings authorities of its own', async () => {
    const script = `
      const { rootCertificates } = require('node:tls');
      require('node:https').get('${OURA}', { ca: rootCertificates[0], headers: { authorization: 'Bearer mine' } }, (r) => { console.log(r.statusCode); r.resume(); });`;
    expect(await runWell([...words, NODE, '-e', script])).toBe('200\n');
  });

  test('takes plain http, sockets and named imports as well', async () => {
    const script = `
      import { get } from 'node:http';
      import { connect } from 'node:tls';
      get('http://api.ouraring.com/openapi.json', (r) => { console.log(r.statusCode); r.resume(); });
      const socket = connect(443, 'cloud.ouraring.com', { servername: 'cloud.ouraring.com' }, () => {
        console.log(socket.authorized);
        socket.end();
      });`;
    const out = await runWell([...words, NODE, '--input-type=module', '-e', script]);
    expect(out.trim().split('\n').sort()).toEqual(['200', 'true']);
  });

  test('hands on to the sitecustomize of a Python user, and leaves other names alone', async () => {
    const own = path.join(folder, 'site');
    mkdirSync(own, { recursive: true });
    writeFileSync(path.join(own, 'sitecustomize.py'), 'import builtins\nbuiltins.MINE = 42\n');
    const script = `
import sys, ssl, socket, urllib.request
print(MINE, sys.modules['sitecustomize'].__file__)
print(socket.getaddrinfo('localhost', 443, socket.AF_INET, socket.SOCK_STREAM)[0][4])
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.verify_flags |= ssl.VERIFY_X509_STRICT
context.load_verify_locations('/etc/ssl/certs/ca-certificates.crt')
print(urllib.request.urlopen(urllib.request.Request('${OURA}', headers={'Authorization': 'Bearer mine'}), context=context).status)`;
    const out = await runWell([...words, 'python3', '-c', script], { env: { PYTHONPATH: own } });
    expect(out.split('\n').slice(0, 3)).toEqual([`42 ${own}/sitecustomize.py`, "('127.0.0.1', 443)", '200']);
  });
});

test('BROWSER opens Oura’s pages at Circlet, and all others as they are, in the user’s own', async () => {
  const browser = path.join(folder, 'browser');
  writeFileSync(browser, '#!/bin/sh\necho "opened $1"\n', { mode: 0o755 });
  const open = (url: string) => `import webbrowser; webbrowser.open('${url}')`;
  const options = { env: { BROWSER: browser } };
  const out = await runWell([...words, 'python3', '-c', open('https://cloud.ouraring.com/oauth/authorize?client_id=a')], options);
  expect(out).toMatch(/^opened http:\/\/127\.0\.0\.1:\d+\/oauth\/authorize\?client_id=a\n$/);
  expect(await runWell([...words, 'python3', '-c', open('https://example.com/?a=b')], options)).toBe('opened https://example.com/?a=b\n');
});

test('--print-env prints what a shell needs, and serves until it is stopped', async () => {
  await using running = start([...words.slice(0, -1), '--print-env']);
  while (!running.written.out.includes('CIRCLET_TOKEN')) await new Promise((resolve) => running.child.stdout?.once('data', resolve));
  const file = path.join(folder, 'env.sh');
  writeFileSync(file, running.written.out);
  expect(execFileSync('sh', ['-c', `. ${file}; ${CURL}`], { encoding: 'utf8' })).toBe('200 ');
  running.child.kill('SIGINT');
  expect(await running.ended).toMatchObject({ code: 0, error: '' });
});

test('--print-env=compose prints what containers need, whose files stay', async () => {
  const kept = path.join(folder, 'kept');
  await using running = start([...words.slice(0, -1), '--print-env=compose', '--folder', kept, '--tls-listen', '0']);
  while (!running.written.out.includes('DENO_CERT')) await new Promise((resolve) => running.child.stdout?.once('data', resolve));
  expect(running.written.out).toMatch(/^environment:\n {2}SSL_CERT_FILE: ".*\/kept\/trusted-system\.pem"\n/);
  expect(running.written.out).not.toMatch(/PROXY/);
  running.child.kill('SIGTERM');
  await running.ended;
  expect(readFileSync(path.join(kept, 'trusted-system.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
});
