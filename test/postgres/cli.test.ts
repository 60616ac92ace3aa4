import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run, runWell, serve } from '../e2e/program.js';
import { newDatabase } from '../support/stores.js';

const folder = mkdtempSync(path.join(tmpdir(), 'circlet-postgres-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const on = (database: string, name: string) => ({ CIRCLET_DATABASE: database, CIRCLET_DATA: path.join(folder, name) });

test('the commands and the server work on one database', { timeout: 60_000 }, async () => {
  const database = await newDatabase('template0');
  const env = on(database, 'one');
  expect(await runWell(['migrate', '--partitions', '4'], { env })).toMatch(/ PostgreSQL 1\d\S*.*, up to date, split into 4 parts\n$/);
  const id = (await runWell(['user', 'add'], { env })).trim();
  const { token } = JSON.parse(await runWell(['token', 'add', '--user', id, '--json'], { env }));
  await using server = await serve(['--data', path.join(folder, 'one'), '--database', database, '--empty']);
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${server.url}/v2/usercollection/personal_info`, { headers })).status).toBe(200);
  expect(existsSync(path.join(folder, 'one', 'circlet.sqlite'))).toBe(false);
  const findings = JSON.parse((await run(['doctor', '--json'], { env })).out) as { name: string; ok: boolean; detail: string }[];
  // The server of the tests is told to be quick instead of safe.
  expect(findings.find(({ name }) => name === 'store')).toMatchObject({ ok: false, detail: expect.stringContaining('fsync is off') });
  expect(findings.find(({ name }) => name === 'users')).toMatchObject({ ok: true, detail: '1' });
  expect(await run(['backup', path.join(folder, 'copy')], { env })).toMatchObject({ code: 1, error: expect.stringContaining('pg_dump') });
  expect(await run(['migrate', '--partitions', '8'], { env })).toMatchObject({ code: 1, error: expect.stringContaining('split already') });
});

test('a store is moved there and back', { timeout: 60_000 }, async () => {
  const data = path.join(folder, 'moved');
  const id = (await runWell(['user', 'add', '--data', data])).trim();
  const database = await newDatabase('template0');
  const out = await runWell(['move', '--from', `sqlite:${data}`, '--to', database]);
  expect(out).toContain('users: 1\n');
  expect(out).toContain('have the same SHA-256');
  expect(await runWell(['user', 'list'], { env: on(database, 'moved') })).toContain(id);
  const back = path.join(folder, 'back.sqlite');
  await runWell(['move', '--from', database, '--to', `sqlite:${back}`]);
  expect(await run(['move', '--from', database, '--to', `sqlite:${back}`])).toMatchObject({
    code: 1,
    error: expect.stringContaining('holds a store already'),
  });
});

test.each([
  [
    'no server',
    'postgres://circlet:secret@127.0.0.1:1/circlet',
    1,
    'it cannot be reached (ECONNREFUSED). Does the server run, at this host and port?',
  ],
  [
    'another database',
    'mysql://circlet:secret@127.0.0.1/circlet',
    2,
    '--database (CIRCLET_DATABASE): it is not like postgres://user@host/name',
  ],
])('%s is told without the password', async (_what, database, code, message) => {
  const outcome = await run(['user', 'list'], { env: on(database, 'none') });
  expect(outcome).toMatchObject({ code, out: '', error: expect.stringContaining(message) });
  expect(outcome.error).not.toContain('secret');
});

test('a database that is not there', async () => {
  const url = new URL(await newDatabase());
  url.pathname = '/nowhere';
  const { code, error } = await run(['user', 'list'], { env: on(url.href, 'none') });
  expect([code, error]).toEqual([
    1,
    expect.stringContaining('database "nowhere" does not exist. Make it with createdb --encoding=UTF8 NAME'),
  ]);
});
