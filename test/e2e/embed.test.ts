import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 60_000 });

const ROOT = path.join(import.meta.dirname, '../..');

/** Runs a program that imports the package by its name, as others do, and returns the JSON it prints. */
async function runProgram(text: string): Promise<unknown> {
  // The package's own name leads to what it exports, also inside of it.
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', text], { cwd: ROOT });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('createCirclet of the package root embeds a server, which ends with its program', async () => {
  const told = await runProgram(`
    import { behaviourOf, createCirclet, readDocument, findCollection } from 'circlet';
    const circlet = await createCirclet({ demo: true, behaviour: behaviourOf('contract', { documentPageSize: 3 }) });
    const { token } = circlet.demoUser;
    const ask = (request) => request('/v2/usercollection/daily_sleep?start_date=2020-01-01', { headers: { authorization: 'Bearer ' + token } });
    const overNetwork = await ask((path, init) => fetch(circlet.url + path, init));
    const inside = await ask((path, init) => circlet.fetch(new Request('http://circlet' + path, init)));
    const [a, b] = [await overNetwork.text(), await inside.text()];
    circlet.clock.freeze(0);
    const user = await circlet.store.users.add({ id: 'x', email: null, age: null, weight: null, height: null, biological_sex: null, createdAt: '' });
    const collection = findCollection('sleep_time');
    const { value } = readDocument(collection, { id: 'd', day: '2026-01-02' });
    const put = await circlet.ledger.transaction((to) => to.putDocuments(user, collection, [value]));
    const [change] = (await circlet.store.listChanges(0, 1e6)).slice(-1);
    await circlet.close();
    const closed = await fetch(circlet.url).then(() => 'open', () => 'closed');
    console.log(JSON.stringify({ url: circlet.url, rows: JSON.parse(a).data.length, same: a === b, put, atMs: change.atMs, closed }));
  `);
  expect(told).toEqual({
    ...{ url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/), rows: 3, same: true },
    ...{ put: { created: ['d'], updated: [], unchanged: [], kept: [] }, atMs: 0, closed: 'closed' },
  });
});

test('without a port it answers through fetch alone', async () => {
  const told = await runProgram(`
    import { createCirclet } from 'circlet';
    const circlet = await createCirclet({ port: null });
    const response = await circlet.fetch(new Request('http://x/v2/sandbox/usercollection/sleep?start_date=2026-01-01&end_date=2026-01-03', { headers: { authorization: 'x' } }));
    await circlet.close();
    console.log(JSON.stringify([circlet.url, response.status]));
  `);
  expect(told).toEqual(['', 200]);
});

test('circlet/testing works as the README shows it', async () => {
  const told = await runProgram(`
    import { startTestServer } from 'circlet/testing';
    const server = await startTestServer({ demo: true });
    const { id, token } = await server.addUser({ scopes: ['daily'] });
    await server.admin('PUT', \`/users/\${id}/documents/sleep_time\`, { day: '2026-01-02' });
    const answer = await server.get('/v2/usercollection/sleep_time?start_date=2026-01-02', token);
    const refused = await server.get('/v2/usercollection/heartrate', token);
    const nobody = await server.get('/v2/usercollection/sleep_time');
    await server.close();
    console.log(JSON.stringify([(await answer.json()).data.length, refused.status, nobody.status]));
  `);
  expect(told).toEqual([1, 401, 401]);
});

test('what package.json exports is there, with types, and nothing else can be imported', async () => {
  const { exports, bin } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(Object.keys(exports)).toEqual(['.', './testing']);
  for (const file of [bin.circlet, ...Object.values<Record<string, string>>(exports).flatMap((conditions) => Object.values(conditions))]) {
    expect([file, existsSync(path.join(ROOT, file))]).toEqual([file, true]);
  }
  const told = await runProgram(`
    console.log(JSON.stringify(await import('circlet/dist/server.js').then(() => 'imported', (error) => error.code)));
  `);
  expect(told).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED');
});
