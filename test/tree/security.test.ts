import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(ROOT, 'docs/security.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| Item'));

test('every line of the checklist names a test, or says why it does not apply', () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => !/`(test|src)\/[^`]+\.test\.ts › [^`]+`/.test(row) && !/Does not apply: \S/.test(row))).toEqual([]);
});

test('the tests that docs/security.md names exist', () => {
  const named = [...page.matchAll(/`((?:test|src)\/\S+\.ts)((?: › [^`›]+)*)`/g)];
  const missing = named.flatMap(([, file = '', names = '']) => {
    const place = path.join(ROOT, file);
    const text = existsSync(place) ? readFileSync(place, 'utf8') : '';
    return ['', ...names.split(' › ').slice(1)].filter((name) => text === '' || !text.includes(name)).map((name) => `${file} › ${name}`);
  });
  expect(named.length).toBeGreaterThan(40);
  expect(missing).toEqual([]);
});
