import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ExportSource, exportUser } from '../../src/importers/export-user.js';
import { importPaths } from '../../src/importers/import-paths.js';
import { utcDateTime } from '../../src/lib/dates.js';
import { createFakeLedger, type FakeLedger } from './fake-ledger.js';
import { stressDay } from './import-folder.js';

let out: string;
beforeEach(() => {
  out = join(mkdtempSync(join(tmpdir(), 'circlet-export-')), 'deep', 'down');
});
afterEach(() => rmSync(join(out, '../..'), { recursive: true, force: true }));

const nothing: ExportSource = { async *documents() {}, async *rows() {}, profile: () => null };
const meta = { updated_at: '2024-05-06T07:08:09.000Z', version: 7 };

/** What a store would serve of the documents and rows that a ledger was given. */
function sourceOver(ledger: FakeLedger, profile: Record<string, unknown>): ExportSource {
  return {
    async *documents({ name }) {
      for (const { id, text, meta } of ledger.documents.get(name)?.values() ?? [])
        yield `{"id":${JSON.stringify(id)},${meta ? `"meta":{"updated_at":"${meta.updatedAt}","version":${meta.version}},` : ''}${text}`;
    },
    async *rows({ name, columns }) {
      for (const [time, values] of ledger.rows.get(name) ?? []) {
        const cells = columns.map((column, i) => [
          column.name,
          column.type === 'integer' ? values[i] : column.choices[values[i] as number],
        ]);
        yield JSON.stringify({ ...Object.fromEntries(cells), timestamp: utcDateTime(time), timestamp_unix: time });
      }
    },
    profile: () => profile,
  };
}

const contents = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

test('a list has one row on each line, and collections without data have no file', async () => {
  const source: ExportSource = {
    ...nothing,
    async *documents({ name }) {
      if (name === 'tag') yield* ['{"id":"a"}', '{"id":"b"}'];
    },
    profile: () => ({ id: 'u1', age: 40 }),
  };
  expect(await exportUser({ source, out })).toEqual([
    { file: join(out, 'personal_info.json'), rows: 1 },
    { file: join(out, 'tag.json'), rows: 2 },
  ]);
  expect(contents(out)).toEqual({
    'personal_info.json': '{"id":"u1","age":40}\n',
    'tag.json': '{"data":[\n{"id":"a"},\n{"id":"b"}\n],"next_token":null}\n',
  });
});

test('export, import into an empty store and export again give the same bytes', async () => {
  const first = createFakeLedger();
  const owner = { userNo: 1, id: 'u1' };
  const capture = join(out, '../..');
  writeFileSync(
    join(capture, 'daily_stress.json'),
    JSON.stringify([
      { meta, ...stressDay('2024-01-01') },
      { meta, ...stressDay('2024-01-02') },
    ]),
  );
  const beats = Array.from({ length: 20_000 }, (_, i) => ({ bpm: 50 + (i % 60), source: 'rest', timestamp_unix: i * 300_000 }));
  writeFileSync(join(capture, 'heartrate.json'), JSON.stringify(beats));
  await importPaths({ ledger: first, owner, paths: [join(capture, 'daily_stress.json'), join(capture, 'heartrate.json')], dryRun: false });
  await exportUser({ source: sourceOver(first, { id: 'u1', age: 40, weight: 70.5 }), out: join(out, '1') });

  const second = createFakeLedger();
  const profile: Record<string, unknown> = { id: 'u1' };
  const putProfile = async (given: Record<string, unknown>) => void Object.assign(profile, given);
  const report = await importPaths({ ledger: second, owner, paths: [join(out, '1')], dryRun: false, putProfile });
  expect(report.files.map(({ status, counts, ignoredKeys }) => [status, counts.rejected, ignoredKeys])).toEqual(
    Array(3).fill(['imported', 0, {}]),
  );
  await exportUser({ source: sourceOver(second, profile), out: join(out, '2') });
  expect(Object.keys(contents(join(out, '2')))).toEqual(['daily_stress.json', 'heartrate.json', 'personal_info.json']);
  expect(contents(join(out, '2'))).toEqual(contents(join(out, '1')));
});

test('files of an earlier export are replaced, also by an empty list; others are left alone', async () => {
  const tags: ExportSource = {
    ...nothing,
    async *documents({ name }) {
      if (name === 'tag') yield '{"id":"a"}';
    },
  };
  await exportUser({ source: tags, out });
  writeFileSync(join(out, 'diary.txt'), 'mine');
  expect(await exportUser({ source: nothing, out })).toEqual([{ file: join(out, 'tag.json'), rows: 0 }]);
  expect(contents(out)).toEqual({ 'diary.txt': 'mine', 'tag.json': '{"data":[\n],"next_token":null}\n' });
});

test('an export that fails leaves the earlier file and no pieces', async () => {
  const failing: ExportSource = {
    ...nothing,
    async *documents({ name }) {
      yield '{"id":"a"}';
      if (name === 'workout') throw new Error('gone');
    },
  };
  await expect(exportUser({ source: failing, out })).rejects.toThrow('gone');
  expect(readdirSync(out)).toEqual(['enhanced_tag.json', 'tag.json']);
  expect(existsSync(join(out, 'workout.json.partial'))).toBe(false);
});
