import { expect, test } from 'vitest';
import { sourceFiles } from './source-files.js';

const WALL = 300;
const MEDIAN = 60;
const NINE_TENTHS = 160;

/** Files that are nothing but data and may be as long as these are. */
const DATA: readonly string[] = [];

const program = sourceFiles('src');
const everything = ['src', 'test', 'bench', 'scripts', 'works-with'].flatMap((folder) => sourceFiles(folder, { withTests: true }));
const linesOf = (text: string) => text.split('\n').length - 1;

test(`no file has more than ${WALL} lines`, () => {
  const long = everything
    .filter(({ file, text }) => linesOf(text) > WALL && !DATA.includes(file))
    .map(({ file, text }) => `${file} has ${linesOf(text)} lines: split it by what it does, or list it in DATA of this test if it is data`);
  expect(long).toEqual([]);
});

test(`half of the files of src have at most ${MEDIAN} lines, nine tenths at most ${NINE_TENTHS}`, () => {
  const sizes = program
    .filter(({ file }) => !DATA.includes(file))
    .map(({ file, text }) => ({ file, lines: linesOf(text) }))
    .sort((a, b) => a.lines - b.lines);
  const atMost = (share: number, limit: number) => {
    const { lines } = sizes[Math.ceil(sizes.length * share) - 1] as (typeof sizes)[number];
    const largest = sizes.slice(-5).map((size) => `${size.file} (${size.lines})`);
    expect(lines, `split some of the largest: ${largest.join(', ')}`).toBeLessThanOrEqual(limit);
  };
  atMost(0.5, MEDIAN);
  atMost(0.9, NINE_TENTHS);
});

test('files are named after what they export, in kebab-case', () => {
  const vague = /(^|[-/])(utils?|helpers?|common|misc|types|stuff|constants|shared)(\.test)?\.ts$/;
  const wrong = everything
    .map(({ file }) => file)
    .filter((file) => vague.test(file) || /(^|\/)_/.test(file) || !/^[a-z0-9./-]+$/.test(file))
    .map((file) => `${file}: name it after what it exports, in kebab-case`);
  expect(wrong).toEqual([]);
});

test('an index.ts is a list or the root of the package', () => {
  const allowed = ['src/index.ts', 'src/collections/index.ts', 'src/storage/migrations/index.ts'];
  const found = everything.map(({ file }) => file).filter((file) => file.endsWith('/index.ts'));
  expect(found.filter((file) => !allowed.includes(file)).map((file) => `${file}: name it after what it exports`)).toEqual([]);
});
