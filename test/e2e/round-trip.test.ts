import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { collections } from '../../src/collections/index.js';
import { runInside, runWell, type Served, serve, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
afterAll(remove);
const place = (name: string) => path.join(folder, name);

/** The text of each file of an export, by its name. */
const filesOf = (name: string) =>
  new Map(readdirSync(place(name)).map((file) => [file, readFileSync(path.join(place(name), file), 'utf8')]));

test("the demo user's export, imported into an empty store, is exported again byte by byte", async () => {
  await using server = await serve(['--data', place('demo')]);
  const [demo] = server.users as [Served['users'][number]];
  // Some documents have changed since: their versions and times come along.
  const address = '/v2/usercollection/daily_sleep?start_date=2000-01-01';
  const { data } = (await (await server.get(address, demo.token)).json()) as { data: Record<string, unknown>[] };
  await server.admin(
    'PUT',
    `/users/${demo.id}/documents/daily_sleep`,
    data.slice(0, 5).map((night) => ({ ...night, score: 1 })),
  );
  await server.stop();

  await runWell(['export', '--user', demo.id, '--out', place('first'), '--data', place('demo')]);
  const copyId = (await runWell(['user', 'add', '--data', place('copy')])).trim();
  const imported = await runInside('import', place('first'), '--user', copyId, '--data', place('copy'), '--json');
  expect([imported.code, imported.error]).toEqual([0, '']);
  for (const { path: file, status, counts, ignoredKeys } of JSON.parse(imported.out).files) {
    expect([file, status, counts.rejected, ignoredKeys]).toEqual([file, 'imported', 0, {}]);
  }
  await runWell(['export', '--user', copyId, '--out', place('second'), '--data', place('copy')]);

  const [first, second] = [filesOf('first'), filesOf('second')];
  expect([...second.keys()]).toEqual([...first.keys()]);
  expect([...first.keys()]).toEqual(collections.map(({ name }) => `${name}.json`).sort());
  for (const [file, text] of first) {
    // A user keeps its own id, which personal_info alone tells.
    const isSame = second.get(file) === (file === 'personal_info.json' ? text.replace(demo.id, copyId) : text);
    expect([file, isSame]).toEqual([file, true]);
  }
  expect(first.get('daily_sleep.json')).toContain('"version":2}');

  // And once more changes nothing.
  const again = await runInside('import', place('second'), '--user', copyId, '--data', place('copy'), '--json');
  for (const { collection, counts } of JSON.parse(again.out).files) {
    const changed = counts.created + counts.added + counts.replaced + counts.rejected + counts.kept;
    expect([collection, changed, collection === 'personal_info' ? 0 : counts.updated]).toEqual([collection, 0, 0]);
  }
});
