import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beat, createImportFolder, type ImportFolder, stressDay } from './import-folder.js';

let folder: ImportFolder;
beforeEach(() => {
  folder = createImportFolder();
});
afterEach(() => folder.remove());

const days = [stressDay('2024-01-01'), stressDay('2024-01-02'), stressDay('2024-01-03')];
const storedDays = () => [...(folder.ledger.documents.get('daily_stress')?.keys() ?? [])];

describe('what is stored', () => {
  test('is left alone by a second import', async () => {
    folder.write('daily_stress.json', JSON.stringify(days));
    folder.write('heartrate.json', JSON.stringify([beat(1), beat(2)]));
    await folder.import();
    const { byName } = await folder.import();
    expect(byName['daily_stress.json']?.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(byName['heartrate.json']?.counts).toMatchObject({ added: 0, replaced: 0, unchanged: 2 });
  });

  test('is not replaced by a poorer document, neither from another file nor from the same', async () => {
    const poor = stressDay('2024-01-01', { stress_high: null, recovery_high: null });
    folder.write('1/daily_stress.json', JSON.stringify([poor, days[0], poor]));
    folder.write('2/daily_stress.json', JSON.stringify([poor]));
    for (const created of [1, 0]) {
      const { files } = await folder.import();
      expect(files[0]?.counts).toMatchObject({ created, updated: 0, unchanged: 1 - created, kept: 2 });
      expect(files[1]?.counts).toMatchObject({ updated: 0, kept: 1 });
      expect(folder.ledger.documents.get('daily_stress')?.get('stress-2024-01-01')?.text).toContain('"stress_high":1800');
    }
  });

  test('stays as it is in a dry run that counts all the same', async () => {
    folder.write('daily_stress.json', JSON.stringify([...days, {}]));
    folder.write('heartrate.json', JSON.stringify([beat(1)]));
    const { byName } = await folder.import({ dryRun: true });
    expect(byName['daily_stress.json']).toMatchObject({ status: 'imported', counts: { created: 3, rejected: 1 } });
    expect(byName['heartrate.json']).toMatchObject({ status: 'imported', counts: { added: 1 } });
    expect(folder.ledger.commits).toBe(0);
    expect(storedDays()).toEqual([]);
  });
});

describe('a file that breaks off', () => {
  const long = JSON.stringify(Array.from({ length: 5000 }, (_, i) => stressDay(new Date(i * 86_400_000).toISOString().slice(0, 10))));
  test.each([
    ['broken JSON', `${long.slice(0, -1)},{"day":}]`, /^broken JSON in row 5001, which begins at line 1, column \d+: /],
    ['a cut end', long.slice(0, 400_000), /^the file ends within row \d+, which begins at line 1, column \d+$/],
    ['a broken line', `${JSON.stringify(days[0])}\n{"day":\n`, /^the file ends within the object that begins at line 2, column 1$/],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(long.slice(0, 400_000)), Buffer.from([0xe9]), Buffer.from('"}]')]),
      /^byte 400000 .* is not UTF-8/,
    ],
  ])('is rolled back whole and named: %s', async (_, content, reason) => {
    folder.write('a_daily_stress.json', content);
    folder.write('b_daily_stress.json', JSON.stringify([stressDay('2030-01-01')]));
    const { byName } = await folder.import();
    expect(byName['a_daily_stress.json']).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(reason),
      counts: { created: 0, unchanged: 0 },
    });
    expect(byName['b_daily_stress.json']).toMatchObject({ status: 'imported', counts: { created: 1 } });
    expect(storedDays()).toEqual(['stress-2030-01-01']);
  });

  test('leaves errors of the ledger to the caller', async () => {
    folder.write('daily_stress.json', JSON.stringify(days));
    folder.ledger.transaction = async () => {
      throw new Error('disk full');
    };
    await expect(folder.import()).rejects.toThrow('disk full');
  });
});
