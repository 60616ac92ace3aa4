import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Collection } from './define.js';
import { collections } from './index.js';

const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts');

test.each(files)('%s declares nothing that the list leaves out', async (file) => {
  const exported: unknown[] = Object.values(await import(pathToFileURL(path.join(import.meta.dirname, file)).href));
  for (const value of exported.filter(isCollection)) expect(collections).toContain(value);
});

test('there are 16 collections of documents, 3 series and 1 profile', () => {
  const count = (kind: Collection['kind']) => collections.filter((collection) => collection.kind === kind).length;
  expect([collections.length, count('document'), count('series'), count('profile')]).toEqual([20, 16, 3, 1]);
});

test.each([
  ['name', (collection: Collection) => [collection.name]],
  ['model', (collection: Collection) => [collection.model]],
  ['path', (collection: Collection) => [...collection.paths]],
  ['export name', (collection: Collection) => [collection.exportName]],
  ['webhook word', (collection: Collection) => (collection.kind === 'document' ? [collection.dataType] : [])],
])('no two collections share a %s', (_what, wordsOf) => {
  const words = collections.flatMap(wordsOf);
  expect(words).toEqual([...new Set(words)]);
});

function isCollection(value: unknown): value is Collection {
  return typeof value === 'object' && value !== null && 'kind' in value && ['document', 'series', 'profile'].includes(String(value.kind));
}
