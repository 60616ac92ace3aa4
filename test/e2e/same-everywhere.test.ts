import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { runWell, temporaryFolder } from './program.js';

vi.setConfig({ testTimeout: 120_000 });

const { folder, remove } = temporaryFolder();
afterAll(remove);

const YEAR = ['--days', '365', '--end', '2026-09-30', '--persona', 'traveller', '--zone', 'Pacific/Auckland', '--seed', 'everywhere'];
const WITH_BEATS = ['--days', '20', '--end', '2026-04-10', '--persona', 'cycle', '--zone', 'Europe/Helsinki', '--beats'];

/** The files of one simulated person, made and exported by processes of their own in an environment. */
async function exportOf(name: string, words: readonly string[], env: Record<string, string> = {}) {
  const data = path.join(folder, name);
  const [{ id }] = JSON.parse(await runWell(['simulate', ...words, '--json', '--data', data], { env })) as [{ id: string }];
  const out = path.join(folder, `${name} exported`);
  await runWell(['export', '--user', id, '--out', out, '--data', data], { env });
  return Object.fromEntries(readdirSync(out).map((file) => [file, readFileSync(path.join(out, file), 'utf8')]));
}

const digests = (files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]));

test.each([
  ['a year', YEAR, 17],
  ['single heartbeats', WITH_BEATS, 14],
])('%s of somebody is the same byte for byte whatever zone and language the machine has', async (what, words, least) => {
  const here = await exportOf(`${what} here`, words, { TZ: 'UTC', LC_ALL: 'C' });
  const there = await exportOf(`${what} there`, words, { TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' });
  expect(Object.keys(here).length).toBeGreaterThanOrEqual(least);
  expect(digests(there)).toEqual(digests(here));
});

test('thirty days more change nothing of the days before the last', async () => {
  const short = await exportOf(
    'short',
    YEAR.map((word) => ({ '365': '60', '2026-09-30': '2026-03-31' })[word] ?? word),
  );
  const long = await exportOf(
    'long',
    YEAR.map((word) => ({ '365': '90', '2026-09-30': '2026-04-30' })[word] ?? word),
  );
  let compared = 0;
  for (const [name, text] of Object.entries(short)) {
    const later = new Set(long[name]?.split('\n').map((line) => line.replace(/,$/, '')));
    for (const line of text.split('\n').slice(1, -2)) {
      const row = line.replace(/,$/, '');
      const { day, timestamp, start_day } = JSON.parse(row);
      // Answers and corrections may come days after a nap or a night.
      if (String(day ?? timestamp ?? start_day) >= '2026-03-28') continue;
      expect([name, row, later.has(row)]).toEqual([name, row, true]);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(20_000);
});
