import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../src/testing.js';
import { findPostgres, runSql, startPostgres } from '../support/start-postgres.js';
import { startStallingProxy } from './stalling-proxy.js';
import { startClient } from './writing-client.js';

/** How long the network stands still; CIRCLET_TEST_STALL_SECONDS=30 for the long variant. */
const STALL_MS = Number(process.env.CIRCLET_TEST_STALL_SECONDS ?? 3) * 1000;
const TIMEOUT = { timeout: 60_000 + STALL_MS };

const postgres = await startPostgres(findPostgres() as string, { isDurable: true });
afterAll(() => postgres.stop());
let count = 0;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server on a database of its own; `port` where there is something before PostgreSQL. */
async function startOn({ tablespace = '', port }: { tablespace?: string; port?: number } = {}): Promise<TestServer> {
  const name = `failing_${++count}`;
  await runSql(postgres.url, `create database ${name} ${tablespace}`);
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  if (port !== undefined) url.port = String(port);
  const options = { rateLimit: 0, databaseConnections: 6, databaseTimeout: 1 };
  const server = await startTestServer({ database: url.href, ...options });
  closing.push(() => server.close());
  return server;
}

test.each(['fast', 'immediate'] as const)(
  'a restart of the database (%s) loses nothing acknowledged and needs none of the server',
  TIMEOUT,
  async (mode) => {
    const client = await startClient(await startOn());
    await client.progress(20);
    await postgres.stopServer(mode);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await postgres.startServer();
    await client.progress(20);
    expect(await client.lost()).toEqual([]);
    expect(client.unexpected()).toEqual([]);
    expect([...client.answers.keys()]).toContain('write 503 retry after 5');
  },
);

test('connections that are cut in the middle of transactions lose nothing acknowledged, and reading does not notice', TIMEOUT, async () => {
  const client = await startClient(await startOn());
  for (let round = 0; round < 10; round++) {
    await client.progress(5);
    await runSql(postgres.url, `select pg_terminate_backend(pid) from pg_stat_activity where datname = 'failing_${count}'`);
  }
  await client.progress(20);
  expect(await client.lost()).toEqual([]);
  expect(client.unexpected()).toEqual([]);
  expect([...client.answers.keys()].filter((key) => key.startsWith('read'))).toEqual(['read 200']);
});

test(`a network that stands still for ${STALL_MS / 1000} s is answered with 503, and goes on by itself`, TIMEOUT, async () => {
  const proxy = await startStallingProxy({ host: '127.0.0.1', port: Number(new URL(postgres.url).port) });
  closing.push(() => proxy.close());
  const server = await startOn({ port: proxy.port });
  const client = await startClient(server);
  await client.progress(20);
  proxy.stall();
  await new Promise((resolve) => setTimeout(resolve, STALL_MS));
  for (const what of ['write', 'read']) await client.sees(`${what} 503 retry after 5`);
  proxy.goOn();
  await client.progress(20);
  expect(await client.lost()).toEqual([]);
  expect(client.unexpected()).toEqual([]);
});

const folder = path.join(postgres.folder, 'small');
/** A file system of its own, which only root can make. */
const isMounted = (() => {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', folder], { stdio: 'ignore' });
    const { uid, gid } = statSync(postgres.folder);
    chownSync(folder, uid, gid);
    return true;
  } catch {
    return false;
  }
})();
afterAll(() => {
  if (isMounted) execFileSync('umount', ['-l', folder]);
});

test.skipIf(!isMounted)('a full disk is answered with 503, and writing goes on when there is room again', TIMEOUT, async () => {
  await runSql(postgres.url, `create tablespace small location '${folder}'`);
  const client = await startClient(await startOn({ tablespace: 'tablespace small' }));
  await client.progress(20);
  const filler = path.join(folder, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(30_000_000))).toThrow('ENOSPC');
  await client.sees('write 503 retry after 5');
  expect([...client.answers.keys()].filter((key) => key.startsWith('read'))).toEqual(['read 200']);
  rmSync(filler);
  await client.progress(20);
  expect(await client.lost()).toEqual([]);
  expect(client.unexpected()).toEqual([]);
});
