import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beat, createImportFolder, type ImportFolder, stressDay } from './import-folder.js';

let folder: ImportFolder;
beforeEach(() => {
  folder = createImportFolder();
});
afterEach(() => folder.remove());

const days = [stressDay('2024-01-01'), stressDay('2024-01-02'), stressDay('2024-01-03')];
const storedDays = () => [...(folder.ledger.documents.get('daily_stress')?.keys() ?? [])];

describe('formats', () => {
  test.each([
    ['an envelope', 'daily_stress.json', JSON.stringify({ data: days, next_token: null })],
    ['a bare list', 'oura_daily-stress_2024.json', JSON.stringify(days, null, 2)],
    ['lines', 'dailystress.ndjson', days.map((day) => JSON.stringify(day)).join('\n')],
    ['lines of envelopes', 'daily_stress.jsonl', days.map((day) => JSON.stringify({ data: [day], next_token: 'x' })).join('\n')],
    ['UTF-8 with a mark', 'daily_stress.json', `\ufeff${JSON.stringify(days)}`],
    ['UTF-16', 'daily_stress.json', Buffer.from(`\ufeff${JSON.stringify(days)}`, 'utf16le')],
    ['UTF-16, big end first', 'daily_stress.json', Buffer.from(`\ufeff${JSON.stringify(days)}`, 'utf16le').swap16()],
    ['JSON under another name', 'daily_stress.txt', JSON.stringify(days)],
  ])('%s', async (_, name, content) => {
    folder.write(name, content);
    const { files } = await folder.import();
    expect(files).toMatchObject([{ status: 'imported', collection: 'daily_stress', rows: 3, counts: { created: 3, rejected: 0 } }]);
    expect(storedDays()).toEqual(days.map(({ id }) => id));
  });

  test('a lone object is one document', async () => {
    folder.write('daily_stress.json', JSON.stringify(days[0], null, 2));
    expect((await folder.import()).files).toMatchObject([{ status: 'imported', rows: 1, counts: { created: 1 } }]);
  });

  test('old captures are completed', async () => {
    folder.write('heartrate.json', JSON.stringify({ data: [beat(1), beat(2)], next_token: null }));
    const { files } = await folder.import();
    expect(files).toMatchObject([{ status: 'imported', counts: { added: 2, rejected: 0 }, ignoredKeys: {} }]);
    expect([...(folder.ledger.rows.get('heartrate')?.keys() ?? [])]).toEqual([1722124801000, 1722124802000]);
  });

  test('meta is passed on to the ledger', async () => {
    const meta = { updated_at: '2024-05-06T07:08:09.000Z', version: 7 };
    folder.write('daily_stress.json', JSON.stringify([{ ...days[0], meta }]));
    await folder.import();
    expect(folder.ledger.documents.get('daily_stress')?.get('stress-2024-01-01')?.meta).toEqual({ updatedAt: meta.updated_at, version: 7 });
  });

  test('--collection stands above the name', async () => {
    folder.write('capture.json', JSON.stringify(days));
    expect((await folder.import()).files).toMatchObject([{ status: 'skipped', reason: /--collection/ }].map(expectReason));
    expect((await folder.import({ collection: 'daily_stress' })).files).toMatchObject([{ status: 'imported', counts: { created: 3 } }]);
    await expect(folder.import({ collection: 'dreams' })).rejects.toThrow(/no collection "dreams"; there are personal_info, /);
  });
});

const expectReason = ({ reason, ...rest }: { reason: RegExp; status?: string; path?: string }) => ({
  ...rest,
  reason: expect.stringMatching(reason),
});

describe('rows', () => {
  test('that are invalid are named with their reasons, the others go in', async () => {
    const rows = [days[0], stressDay('2024-01-02', { stress_high: 'much', day_summary: 'fine' }), 5, stressDay('2024-02-30'), days[2]];
    folder.write('daily_stress.json', JSON.stringify({ data: rows, next_token: null }));
    const { files } = await folder.import();
    expect(files[0]).toMatchObject({ status: 'imported', rows: 5, counts: { created: 2, rejected: 3 } });
    expect(files[0]?.rejected).toEqual([
      { row: 2, id: 'stress-2024-01-02', reasons: [expect.stringMatching(/^day_summary: /), expect.stringMatching(/^stress_high: /)] },
      { row: 3, id: null, reasons: [expect.stringMatching(/object/)] },
      { row: 4, id: 'stress-2024-02-30', reasons: ['day: not a calendar date (YYYY-MM-DD)'] },
    ]);
  });

  test('of a series, too, by line in NDJSON', async () => {
    folder.write(
      'heartrate.ndjson',
      [beat(1), beat(2, { bpm: 'high' }), beat(3, { timestamp: 'then' })].map((row) => JSON.stringify(row)).join('\n\n'),
    );
    const { files } = await folder.import();
    expect(files[0]).toMatchObject({ rows: 3, counts: { added: 1, rejected: 2 } });
    expect(files[0]?.rejected).toEqual([
      { row: 3, id: null, reasons: ['bpm: Input should be a whole number'] },
      { row: 5, id: null, reasons: [expect.stringMatching(/^timestamp: not a date-time/)] },
    ]);
  });

  test('with countless faults are described briefly', async () => {
    const met = { interval: 60, items: Array(1440).fill('x'), timestamp: '2024-01-01T04:00:00+02:00' };
    folder.write('daily_activity.json', JSON.stringify([{ met }]));
    const [rejection] = (await folder.import()).files[0]?.rejected ?? [];
    expect(rejection?.reasons).toHaveLength(11);
    expect(rejection?.reasons.at(-1)).toMatch(/^and \d+ more$/);
  });

  test('beyond 10,000 rejected ones are only counted', async () => {
    folder.write('heartrate.json', JSON.stringify(Array(10_050).fill({})));
    const { files } = await folder.import();
    expect(files[0]?.counts.rejected).toBe(10_050);
    expect(files[0]?.rejected).toHaveLength(10_000);
  });

  test('with keys the collection does not know are taken without them, and the keys are counted', async () => {
    folder.write(
      'heartrate.json',
      `[${JSON.stringify(beat(1, { producer_timestamp: null }))},{"__proto__":1,"constructor":2},${JSON.stringify(beat(2, { producer_timestamp: 1 }))}]`,
    );
    const { files } = await folder.import();
    expect(files[0]).toMatchObject({ counts: { added: 2, rejected: 1 } });
    expect(Object.entries(files[0]?.ignoredKeys ?? {})).toEqual([
      ['producer_timestamp', 2],
      ['__proto__', 1],
      ['constructor', 1],
    ]);
  });

  test('are put in batches within one transaction', async () => {
    folder.write(
      'daily_stress.json',
      JSON.stringify(Array.from({ length: 9000 }, (_, i) => stressDay(new Date(i * 86_400_000).toISOString().slice(0, 10)))),
    );
    folder.write(
      'heartrate.json',
      JSON.stringify(Array.from({ length: 70_000 }, (_, i) => ({ bpm: 60, source: 'rest', timestamp_unix: i * 1000 }))),
    );
    const { byName } = await folder.import();
    expect(byName['daily_stress.json']?.counts.created).toBe(9000);
    expect(byName['heartrate.json']?.counts.added).toBe(70_000);
    expect(folder.ledger.commits).toBe(2);
    expect(folder.ledger.calls.filter(({ collection }) => collection === 'daily_stress').length).toBeGreaterThan(2);
    expect(folder.ledger.calls.filter(({ collection }) => collection === 'heartrate').length).toBeGreaterThan(2);
    for (const { size } of folder.ledger.calls) expect(size).toBeLessThan(30_000);
  });
});
