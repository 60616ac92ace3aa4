import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createImportFolder, type ImportFolder, stressDay } from './import-folder.js';

let folder: ImportFolder;
beforeEach(() => {
  folder = createImportFolder();
});
afterEach(() => folder.remove());

const zip = (members: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(members).map(([name, text]) => [name, strToU8(text)])) as Zippable);

const stressTable = 'id;day;day_summary;recovery_high;stress_high\ns1;2024-01-01;normal;900;1800\ns2;2024-01-02;;;\n';
const sleepTable = [
  'id;contributors;day;score;timestamp',
  'd1;"{""deep_sleep"":96,""efficiency"":83,""latency"":null}";2024-07-27;78;2024-07-27T00:00:00+00:00',
  'd2;null;2024-07-28;null;2024-07-28T00:00:00Z',
].join('\r\n');

async function importZip(archive: Uint8Array) {
  folder.write('export.zip', archive);
  return folder.import();
}

describe('an account export', () => {
  test('is imported table by table, each into the collection of its name', async () => {
    const report = await importZip(
      zip({
        'data/App Data/DailyStress.csv': `\ufeff${stressTable}`,
        'data/App Data/dailysleep.csv': sleepTable,
        'data/App Data/heartrate.csv':
          'timestamp;bpm;source\n2024-07-28T00:00:01Z;60;awake\n2024-07-28T02:00:02+02:00;61;rest\nnever;1;x\n',
        'data/App Data/ringbatterylevel.csv': 'timestamp;level;charging;in_charger\n2024-07-28T00:00:01Z;60;true;\n',
        'data/App Data/stepcount.csv': 'id;steps;end_time\n1;2;1722124801000\n2;3;1722124802000\n',
        'data/App Data/temperature.csv': '',
        'data/App Data/readme.txt': 'hello',
        'data/App Data/._dailysleep.csv': '\u0000',
        'data/Subscriptions/dailysleep.csv': sleepTable,
        '__MACOSX/data/App Data/dailysleep.csv': '\u0000',
      }),
    );
    const seen = report.files.map(({ member, collection, status, rows, counts }) => [
      ...[member?.split('/').at(-1), collection, status, rows],
      ...[counts.created + counts.added, counts.rejected],
    ]);
    expect(seen).toEqual([
      ['DailyStress.csv', 'daily_stress', 'imported', 2, 2, 0],
      ['dailysleep.csv', 'daily_sleep', 'imported', 2, 1, 1],
      ['heartrate.csv', 'heartrate', 'imported', 3, 2, 1],
      ['readme.txt', null, 'skipped', 0, 0, 0],
      ['ringbatterylevel.csv', 'ring_battery_level', 'imported', 1, 1, 0],
      ['stepcount.csv', null, 'skipped', 2, 0, 0],
      ['temperature.csv', null, 'skipped', 0, 0, 0],
    ]);
    expect(report.ignoredMembers).toBe(3);
    expect(report.files[1]?.rejected).toEqual([{ row: 3, id: 'd2', reasons: [expect.stringMatching(/^contributors: /)] }]);
    expect(report.files[2]?.rejected[0]).toMatchObject({ row: 4 });
    expect(report.files[5]?.reason).toBe('no collection of the API holds this category');
    expect(folder.ledger.documents.get('daily_sleep')?.get('d1')?.text).toMatch(/^"contributors":\{"deep_sleep":96,.*"score":78,/);
    expect(folder.ledger.documents.get('daily_stress')?.get('s2')?.text).toBe(
      '"day":"2024-01-02","day_summary":null,"recovery_high":null,"stress_high":null}',
    );
  });

  test('changes nothing the second time, and nothing in a dry run', async () => {
    const archive = zip({ 'App Data/dailystress.csv': stressTable });
    folder.write('export.zip', archive);
    expect((await folder.import({ dryRun: true })).files).toMatchObject([{ counts: { created: 2 } }]);
    expect(folder.ledger.commits).toBe(0);
    expect((await folder.import()).files).toMatchObject([{ counts: { created: 2 } }]);
    expect((await folder.import()).files).toMatchObject([{ counts: { created: 0, updated: 0, unchanged: 2 } }]);
  });

  test('is known by its first bytes, and a single table of it works alone', async () => {
    folder.write('export.backup', zip({ 'app_data/dailystress.csv': stressTable }));
    folder.write('dailysleep.csv', sleepTable);
    const { byName } = await folder.import();
    expect(byName['app_data/dailystress.csv']).toMatchObject({ status: 'imported', counts: { created: 2 } });
    expect(byName['dailysleep.csv']).toMatchObject({ status: 'imported', counts: { created: 1, rejected: 1 } });
  });

  test('reports a broken table as failed and goes on with the others', async () => {
    const { byName } = await importZip(
      zip({ 'App Data/dailysleep.csv': sleepTable, 'App Data/dailystress.csv': `${stressTable}s3;"2024`, 'App Data/meal.csv': 'a;b\n"' }),
    );
    expect(byName['App Data/dailystress.csv']).toMatchObject({
      status: 'failed',
      reason: expect.stringMatching(/^broken CSV: /),
      counts: { created: 0 },
    });
    expect(byName['App Data/meal.csv']).toMatchObject({
      status: 'skipped',
      reason: expect.stringMatching(/cannot be counted: broken CSV/),
    });
    expect(byName['App Data/dailysleep.csv']).toMatchObject({ status: 'imported' });
    expect(folder.ledger.documents.has('daily_stress')).toBe(false);
  });

  test('may also hold JSON; without App Data an archive is read like a folder', async () => {
    const { byName } = await importZip(
      zip({
        'captures/oura_daily-stress_1.json': JSON.stringify({ data: [stressDay('2024-01-01')], next_token: null }),
        'x/.hidden.json': '{',
      }),
    );
    expect(byName['captures/oura_daily-stress_1.json']).toMatchObject({ status: 'imported', counts: { created: 1 } });
    expect(Object.keys(byName)).toHaveLength(1);
  });

  test('without members gives no files', async () => {
    expect(await importZip(zip({}))).toMatchObject({ files: [], ignoredMembers: 0 });
  });
});

describe('an archive is refused whole', () => {
  const good = { 'App Data/dailystress.csv': stressTable };
  const truncated = zip(good).slice(0, -30);
  const missingHead = zip(good).slice(40);
  const crowd = () => Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`App Data/${i}.csv`, '']));
  test.each([
    [
      'with a path that leads out of it',
      () => zip({ ...good, '../dailystress.csv': stressTable }),
      /invalid relative path: \.\.\/dailystress\.csv/,
    ],
    ['with an absolute path', () => zip({ ...good, '/etc/dailystress.csv': stressTable }), /absolute path/],
    ['with a drive', () => zip({ ...good, 'C:/dailystress.csv': stressTable }), /absolute path/],
    ['with backslashes', () => zip({ ...good, 'App Data\\dailystress.csv': stressTable }), /invalid characters/],
    ['cut off at its end', () => truncated, /damaged or unsafe .*truncated/],
    ['cut off at its start', () => missingHead, /damaged or unsafe/],
    ['that is none', () => strToU8('PK\u0003\u0004 and nothing more'), /damaged or unsafe/],
    ['with too many members', () => zip(crowd()), /10001 members, more than 10000/],
    ['that unpacks to far too much', () => claiming(zip({ a: '1', b: '1', c: '1', d: '1', e: '1' }), 0xfffffff0), /more than 20 GB/],
  ])('%s', async (_, archive, reason) => {
    const { files } = await importZip(archive());
    expect(files).toMatchObject([{ path: 'export.zip', member: null, status: 'failed', reason: expect.stringMatching(reason) }]);
    expect(folder.ledger.commits).toBe(0);
  });
});

describe('a member is refused', () => {
  const bomb = () => zipSync({ 'App Data/dailystress.csv': [new Uint8Array(50 << 20).fill(0x61), { level: 9 }] });
  const text = `${stressTable}${Array.from({ length: 500 }, (_, i) => `x${i};2024-01-01;normal;${i};1\n`).join('')}`;
  test.each([
    ['that is a bomb', bomb, /more than 200 times its size/],
    ['that is a bomb and belies its size', () => claiming(bomb(), 1000), /too many bytes in the stream/],
    [
      'that is shorter than it claims',
      () => claiming(zip({ 'App Data/dailystress.csv': text }), 1_000_000),
      /not enough bytes in the stream/,
    ],
    ['that is encrypted', () => encrypted(zip({ 'App Data/dailystress.csv': text })), /^is encrypted: unpack/],
    [
      'whose packed bytes are damaged',
      () => damaged(zipSync({ 'App Data/dailystress.csv': [strToU8(text), { level: 9 }] })),
      /cannot be read|checksum|bytes in the stream|UTF-8/,
    ],
    [
      'whose stored bytes are damaged',
      () => damaged(zipSync({ 'App Data/dailystress.csv': [strToU8(text), { level: 0 }] })),
      /checksum is wrong/,
    ],
  ])('%s', async (_, archive, reason) => {
    const { files } = await importZip(archive());
    expect(files).toMatchObject([
      { collection: 'daily_stress', status: 'failed', reason: expect.stringMatching(reason), counts: { created: 0 } },
    ]);
    expect(folder.ledger.commits).toBe(0);
  });
});

/** The archive with another unpacked size in each entry of its table of contents. */
function claiming(archive: Uint8Array, bytes: number): Uint8Array {
  return changed(archive, (view, at) => view.setUint32(at + 24, bytes, true));
}

function encrypted(archive: Uint8Array): Uint8Array {
  return changed(archive, (view, at) => view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true));
}

/** Calls `change` with the place of each entry of the table of contents (PK\x01\x02). */
function changed(archive: Uint8Array, change: (view: DataView, at: number) => void): Uint8Array {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 4 <= copy.length; at++) if (view.getUint32(at, true) === 0x02014b50) change(view, at);
  return copy;
}

/** The archive with a bit changed in the middle of its first member. */
function damaged(archive: Uint8Array): Uint8Array {
  const copy = archive.slice();
  const place = Math.floor(copy.length / 3);
  copy[place] = (copy[place] as number) ^ 1;
  return copy;
}
