import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beat, createImportFolder, type ImportFolder, stressDay } from './import-folder.js';

let folder: ImportFolder;
beforeEach(() => {
  folder = createImportFolder();
});
afterEach(() => folder.remove());

const days = [stressDay('2024-01-01'), stressDay('2024-01-02'), stressDay('2024-01-03')];

describe('folders', () => {
  test('are read recursively in sorted order; what does not fit is named', async () => {
    folder.write('b/sleep_time.json', '[]');
    folder.write('a/daily_stress.json', JSON.stringify(days));
    folder.write('a/notes.txt', 'good night');
    folder.write('a/heartrate.json', '');
    folder.write('.hidden/daily_stress.json', JSON.stringify(days));
    folder.write('c/heartrate.json.gz', Buffer.from([0x1f, 0x8b, 8, 0]));
    folder.write('c/other.json', '[]');
    const { files } = await folder.import();
    expect(files.map(({ path, status, reason }) => [path, status, reason])).toEqual([
      ['.hidden', 'skipped', 'hidden'],
      ['a/daily_stress.json', 'imported', null],
      ['a/heartrate.json', 'skipped', 'the file is empty'],
      ['a/notes.txt', 'skipped', 'not JSON, CSV or ZIP'],
      ['b/sleep_time.json', 'imported', null],
      ['c/heartrate.json.gz', 'skipped', 'compressed with gzip: unpack it first'],
      ['c/other.json', 'skipped', 'its name tells no collection of the API: rename it, or name one with --collection'],
    ]);
  });

  test('with links in circles come to an end', async () => {
    folder.write('a/daily_stress.json', JSON.stringify(days));
    mkdirSync(join(folder.path, 'b'));
    symlinkSync('..', join(folder.path, 'a/up'));
    symlinkSync('../a', join(folder.path, 'b/again'));
    symlinkSync('self', join(folder.path, 'self'));
    symlinkSync('nowhere', join(folder.path, 'void'));
    const { files } = await folder.import();
    expect(files.map(({ path, reason }) => [path, reason])).toEqual([
      ['a/daily_stress.json', null],
      ['a/up', 'a folder that was read already'],
      ['b/again', 'a folder that was read already'],
      ['self', 'a link that leads to itself'],
      ['void', 'a link to nothing'],
    ]);
  });

  test('a file that was named must be one that can be imported', async () => {
    folder.write('notes.txt', 'good night');
    folder.write('daily_stress.json', JSON.stringify(days));
    const { files } = await folder.import({ only: ['nothing', 'notes.txt', 'daily_stress.json'] });
    expect(files.map(({ status, reason }) => [status, reason])).toEqual([
      ['failed', 'there is no such file or folder'],
      ['failed', 'not JSON, CSV or ZIP'],
      ['imported', null],
    ]);
  });
});

describe('personal_info', () => {
  const profile = { id: 'someone', age: 40, weight: 70.5, height: 1.8, biological_sex: null, email: null };

  test('is skipped where nobody takes it', async () => {
    folder.write('personal_info.json', JSON.stringify(profile));
    expect((await folder.import()).files).toMatchObject([{ status: 'skipped', reason: expect.stringMatching(/circlet user/) }]);
  });

  test('is handed on without its id and without what it leaves open', async () => {
    folder.write('personal_info.json', JSON.stringify(profile));
    const given: unknown[] = [];
    const putProfile = async (value: unknown) => given.push(value) === 1;
    expect((await folder.import({ putProfile })).files).toMatchObject([{ status: 'imported', counts: { updated: 1, unchanged: 0 } }]);
    expect((await folder.import({ putProfile })).files).toMatchObject([{ status: 'imported', counts: { updated: 0, unchanged: 1 } }]);
    await folder.import({ putProfile, dryRun: true });
    expect(given).toEqual(Array(2).fill({ age: 40, weight: 70.5, height: 1.8 }));
  });

  test('is refused where it is invalid or breaks off', async () => {
    const putProfile = () => Promise.reject(new Error('must not be called'));
    folder.write('personal_info.json', JSON.stringify({ ...profile, age: 'old' }));
    expect((await folder.import({ putProfile })).files[0]?.rejected).toEqual([
      { row: 1, id: 'someone', reasons: [expect.stringMatching(/^age: /)] },
    ]);
    folder.write('personal_info.json', `${JSON.stringify(profile)}\n{`);
    expect((await folder.import({ putProfile })).files).toMatchObject([{ status: 'failed' }]);
  });
});

test('progress runs from nothing to the whole file', async () => {
  folder.write('heartrate.json', JSON.stringify(Array.from({ length: 20_000 }, () => beat(1))));
  const seen: number[] = [];
  await folder.import({ onProgress: ({ bytesRead, bytesTotal }) => seen.push(bytesRead / bytesTotal) });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect([seen[0], seen.at(-1)]).toEqual([0, 1]);
});
