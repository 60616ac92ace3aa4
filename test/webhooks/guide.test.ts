import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startWebhookServer } from './webhook-server.js';

const guide = readFileSync(path.join(import.meta.dirname, '../../docs/guide/webhooks.md'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'circlet-guide-'));
const server = await startWebhookServer();
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

async function startExample(language: string, program: string, secret: string) {
  const code = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(guide)?.[1] as string;
  const file = path.join(folder, (/receiver\.\w+/.exec(code) as RegExpExecArray)[0]);
  writeFileSync(file, code);
  const port = await freePort();
  const env = { PATH: process.env.PATH, PORT: String(port), CLIENT_SECRET: secret, VERIFICATION_TOKEN: 'v' };
  const child: ChildProcess = spawn(program, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  while (lines[0] !== 'ready') await new Promise((resolve) => setTimeout(resolve, 10));
  return { url: `http://127.0.0.1:${port}/`, lines, [Symbol.dispose]: () => void child.kill() };
}

test.each([
  ['js', process.execPath],
  ['python', 'python3'],
])('the receiver in %s takes events of its app and nothing else', async (language, program) => {
  const app = await server.addApp();
  await server.pairFor(app, { login_hint: server.user.id });
  using example = await startExample(language, program, app.secret);
  await server.subscribe(example.url, 'create', 'daily_sleep', app);
  await server.write(language === 'js' ? '2026-01-01' : '2026-01-02', { id: `of ${language}` });
  await server.settle();
  const [delivery] = await server.log(`?client_id=${app.id}`);
  expect(delivery).toMatchObject({ state: 'delivered', event: { object_id: `of ${language}` } });
  while (example.lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(JSON.parse(example.lines[1] as string)).toEqual(delivery?.event);
  const forged = await fetch(example.url, { method: 'POST', headers: { 'x-oura-timestamp': '1', 'x-oura-signature': 'AB' }, body: '{}' });
  const unknown = await fetch(`${example.url}?verification_token=x&challenge=y`);
  expect([forged.status, unknown.status, example.lines.length]).toEqual([401, 401, 2]);
});
