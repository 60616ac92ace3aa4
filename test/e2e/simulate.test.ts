import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createSeededRandom } from '../../src/lib/random.js';
import { type ChunkBytes, decodeChunk } from '../../src/storage/document-chunk.js';
import { run, runInside, runWell, start, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 120_000 });

const KILLS = 6;

const { folder, remove } = temporaryFolder();
afterAll(remove);
const dataIn = (name: string) => path.join(folder, name);

interface Made {
  id: string;
  persona: string;
  zone: string;
  email: string;
  token: string;
}

async function simulate(name: string, ...words: string[]): Promise<Made[]> {
  const { code, out, error } = await runInside('simulate', ...words, '--json', '--data', dataIn(name));
  expect([code, error]).toEqual([0, '']);
  return JSON.parse(out);
}

/** All that is stored of users as SHA-256 of their exported files, by id and collection. */
async function exported(name: string, ids: readonly string[]): Promise<Record<string, Record<string, string>>> {
  const all: Record<string, Record<string, string>> = {};
  for (const id of ids) {
    const out = path.join(folder, `export-${name}`, id);
    expect(await runInside('export', '--user', id, '--out', out, '--data', dataIn(name))).toMatchObject({ code: 0 });
    const digestOf = (file: string) =>
      createHash('sha256')
        .update(readFileSync(path.join(out, file)))
        .digest('hex');
    all[id] = Object.fromEntries(readdirSync(out).map((file) => [file, digestOf(file)]));
  }
  return all;
}

function query<Row>(name: string, text: string): Row[] {
  const database = new Database(path.join(dataIn(name), 'circlet.sqlite'), { readonly: true });
  try {
    return database.prepare<[], Row>(text).all();
  } finally {
    database.close();
  }
}

const changeCount = (name: string) => query<{ count: number }>(name, 'select count(*) as count from changes')[0]?.count;
/** The same of a store that may be in the making. */
function written(name: string): number {
  try {
    return Number(changeCount(name));
  } catch {
    return -1;
  }
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('circlet simulate', () => {
  test('makes one person with 90 days up to now; again it goes on, and makes nobody new', async () => {
    const [person] = (await simulate('plain')) as [Made];
    expect(person).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), persona: expect.any(String), zone: expect.stringMatching(/^\w+\/\w+$/) },
      ...{ email: expect.stringMatching(/^\w+1@example\.com$/), token: expect.stringMatching(/^[A-Z2-7]{32}$/) },
    });
    const { counts } = JSON.parse((await runInside('user', 'show', person.id, '--json', '--data', dataIn('plain'))).out);
    expect(counts.daily_activity).toBeGreaterThan(80);
    expect(counts.daily_activity).toBeLessThanOrEqual(91);
    expect(counts.interbeat_interval).toBeUndefined();
    const [last] = query<{ at: number }>('plain', 'select max(at_ms) as at from changes');
    expect(last?.at).toBeLessThanOrEqual(Date.now());
    expect(await simulate('plain')).toMatchObject([{ id: person.id }]);
  });

  test('said the same way again, it changes nothing', async () => {
    const words = ['--users', '2', '--days', '15', '--end', '2026-05-31', '--seed', 'again'];
    const before = await simulate('again', ...words);
    const ids = before.map(({ id }) => id);
    const [data, changes] = [await exported('again', ids), changeCount('again')];
    for (const files of Object.values(data)) expect(Object.keys(files).length).toBeGreaterThan(12);
    expect((await simulate('again', ...words)).map(({ id }) => id)).toEqual(ids);
    expect([await exported('again', ids), changeCount('again')]).toEqual([data, changes]);
    const [users] = query<{ count: number }>('again', 'select count(*) as count from users');
    expect(users).toEqual({ count: 2 });
  });

  test('who is alone comes out as among others', async () => {
    const words = ['--days', '30', '--end', '2026-05-31', '--seed', 'crowd', '--persona', 'steady'];
    const crowd = (await simulate('crowd', '--users', '3', ...words)).map(({ id }) => id);
    const pair = (await simulate('pair', '--users', '2', ...words)).map(({ id }) => id);
    expect(pair).toEqual(crowd.slice(0, 2));
    expect(await exported('pair', pair)).toEqual(await exported('crowd', pair));
  });

  test('another life makes another user, a longer one goes on with the same', async () => {
    const words = ['--persona', 'traveller', '--end', '2026-04-30', '--days', '40'];
    const [plain] = (await simulate('lives', ...words)) as [Made];
    const [ill] = (await simulate('lives', ...words, '--event', 'flu@2026-04-10')) as [Made];
    const [abroad] = (await simulate('lives', ...words, '--zone', 'Asia/Tokyo')) as [Made];
    expect(new Set([plain.id, ill.id, abroad.id]).size).toBe(3);
    const before = changeCount('lives');
    expect(await simulate('lives', '--persona', 'traveller', '--end', '2026-05-05', '--days', '45')).toMatchObject([{ id: plain.id }]);
    expect(changeCount('lives')).toBeGreaterThan(Number(before));
  });

  test('with events alone, the days lie around them', async () => {
    const [person] = (await simulate('events', '--persona', 'traveller', '--event', 'jet-lag:9@2026-03-10')) as [Made];
    const chunks = query<ChunkBytes>('events', "select ids, data from document_chunks where collection = 'daily_activity' order by chunk");
    const days = chunks.flatMap(decodeChunk).map(({ day }) => day);
    const dayOf = (day: number | undefined) => new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
    // 10 days abroad from 10 March, and 30 more; 90 days in all.
    expect([person.persona, dayOf(days.at(-1))]).toEqual(['traveller', '2026-04-18']);
    expect(['2026-01-18', '2026-01-19', '2026-01-20']).toContain(dayOf(days[0]));
  });

  test('takes people from a scenario file', async () => {
    const file = path.join(folder, 'family.yaml');
    writeFileSync(
      file,
      'seed: family\ndays: 20\nend: 2026-02-28\nbeats: true\npeople:\n  - persona: new-parent\n    count: 2\n  - { persona: older, zone: Europe/Berlin, age: 70, events: [flu@2026-02-10] }\n',
    );
    const made = await simulate('family', '--scenario', file);
    expect(made.map(({ persona }) => persona)).toEqual(['new-parent', 'new-parent', 'older']);
    expect(made[2]?.zone).toBe('Europe/Berlin');
    const { age, counts } = JSON.parse((await runInside('user', 'show', String(made[2]?.id), '--json', '--data', dataIn('family'))).out);
    expect([age, counts.interbeat_interval > 100_000]).toEqual([70, true]);
  });

  test('prints a table with tokens', async () => {
    const out = await runWell(['simulate', '--days', '3', '--end', '2026-02-28', '--data', dataIn('table')]);
    expect(out).toMatch(/^1 made-up person, up to 3 days of history to 2026-02-28:\n\nID +PERSONA +ZONE +EMAIL +TOKEN\n[0-9a-f-]{36} +/);
  });

  test.each([
    [['--persona', 'nobody'], 2, /--persona .*nobody.*steady, athlete/],
    [['--zone', 'Mars/Base'], 2, /--zone .*Mars\/Base.*Europe\/Helsinki/],
    [['--event', 'flue@2026-02-01'], 2, /--event .*there is no flue; the kinds are flu, fever/],
    [['--event', 'flu@2026-02-30'], 2, /"2026-02-30" is no day/],
    [['--event', 'jet-lag:99@2026-02-01'], 2, /jet-lag is a number from -24 to 24/],
    [['--users', '0'], 2, /--users .*whole number from 1/],
    [['--days', 'many'], 2, /--days .*whole number from 1/],
    [['--end', 'tomorrow'], 2, /--end .*a day like 2026-02-28/],
    [['--scenario', 'FILE', '--users', '2'], 2, /--scenario .*cannot be used with.*--users/],
    [['--scenario', 'missing.yaml'], 1, /^The scenario cannot be read: .*missing\.yaml/],
    [['--scenario', 'FILE'], 1, /^broken\.yaml:5: people\.0\.persona: .*steady/],
  ])('%j is refused', async (words, code, message) => {
    const file = path.join(folder, 'broken.yaml');
    writeFileSync(file, 'seed: 1\ndays: 3\nend: 2026-02-01\npeople:\n  - persona: nobody\n');
    const given = words.map((word) => (word === 'FILE' ? file : word));
    const outcome = await runInside('simulate', ...given, '--data', dataIn('refused'));
    expect([outcome.code, outcome.out]).toEqual([code, '']);
    expect(outcome.error).toMatch(message);
    expect(outcome.error).not.toMatch(/\n +at /);
    expect(existsSync(dataIn('refused'))).toBe(false);
  });
});

test('killed at any moment and told the same again, it ends with the same', async () => {
  const random = createSeededRandom('kill-simulate');
  const words = ['simulate', '--users', '3', '--days', '200', '--end', '2026-05-31', '--event', 'membership-lapse@2026-04-01', '--json'];
  const undisturbed = await run([...words, '--data', dataIn('whole')]);
  const ids = (JSON.parse(undisturbed.out) as Made[]).map(({ id }) => id);
  const expected = await exported('whole', ids);
  const total = Number(changeCount('whole'));
  for (let kill = 1; kill <= KILLS; kill++) {
    await using running = start([...words, '--data', dataIn('killed')]);
    let isOver = false;
    running.ended.then(() => {
      isOver = true;
    });
    // The first one while the store is being made, the others at different places of the work.
    const enough = kill === 1 ? 0 : (total * (kill - 1)) / KILLS;
    while (written('killed') < enough && !isOver) await wait(5);
    await wait(kill === 1 ? 250 : (random.bytes(1)[0] as number) / 8);
    running.child.kill('SIGKILL');
    expect([kill, (await running.ended).code]).toEqual([kill, null]);
    expect(written('killed')).toBeLessThan(total);
  }
  expect((await run([...words, '--data', dataIn('killed')])).code).toBe(0);
  expect(await exported('killed', ids)).toEqual(expected);
  const members = 'select id, membership from users order by id';
  expect(query('killed', members)).toEqual(query('whole', members));
  expect(await runInside('doctor', '--data', dataIn('killed'))).toMatchObject({ code: 0, error: '' });
});
