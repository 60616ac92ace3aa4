import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { csvRows } from './csv-rows.js';
import type { InputRow } from './input-row.js';

const shape = { n: z.int().nullable(), text: z.string(), nested: z.object({}) };

async function read(text: string | Buffer, size = Number.POSITIVE_INFINITY): Promise<InputRow[]> {
  const bytes = Buffer.from(text as string);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const rows: InputRow[] = [];
  for await (const some of csvRows(pieces(), shape)) rows.push(...some);
  return rows;
}

test('cells are read as the columns of the header say, other columns as text', async () => {
  expect(await read('n;text;nested;other\n1;2;"{""a"":[1,2]}";3\n;"x;\ny";null;\n')).toEqual([
    { row: 2, value: { n: 1, text: '2', nested: { a: [1, 2] }, other: '3' } },
    { row: 3, value: { n: null, text: 'x;\ny', nested: null, other: null } },
  ]);
});

test('commas separate where the header has commas', async () => {
  expect(await read('n,text\n1,a;b\n')).toEqual([{ row: 2, value: { n: 1, text: 'a;b' } }]);
  expect(await read('n\n1\n')).toEqual([{ row: 2, value: { n: 1 } }]);
});

test('rows are numbered by the line they begin on, whatever the line ends and empty lines', async () => {
  const lines = async (text: string) => (await read(text)).map(({ row }) => row);
  expect(await lines('n;text\r\n1;a\r\n\r\n2;"b\r\nc"\r\n3;d')).toEqual([2, 4, 6]);
  expect(await lines('\nn;text\n1;a\n2;b\n\n')).toEqual([3, 4]);
  expect(await lines('n;text\r1;a\r2;b')).toEqual([2, 3]);
});

test('a row with too few or too many cells is named, the others are read', async () => {
  expect(await read('n;text\n1\n2;b\n3;c;d\n')).toEqual([
    { row: 2, value: null, problem: '1 cells where the header names 2 columns' },
    { row: 3, value: { n: 2, text: 'b' } },
    { row: 4, value: null, problem: '3 cells where the header names 2 columns' },
  ]);
});

test('no text and a header alone give no rows', async () => {
  expect(await read('')).toEqual([]);
  expect(await read('\n')).toEqual([]);
  expect(await read('n;text')).toEqual([]);
});

test('chunks may end anywhere', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\n', '\r\n', 'é', '𝄞', ' ') }).map((text) => `x${text}`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { minLength: 1 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 7 }),
      async (cells, end, size) => {
        const text = ['n;text', ...cells.map((value, i) => `${i};"${value.replaceAll('"', '""')}"`)].join(end);
        expect((await read(text, size)).map(({ value }) => value)).toEqual(cells.map((value, i) => ({ n: i, text: value })));
      },
    ),
  );
});

describe('what is broken is named with its line', () => {
  test.each([
    ['n;text\n1;a\n2;"b\n3;c\n', /^broken CSV: Quote Not Closed: .* line \d+; is a quote missing/],
    ['n;text\n1;"a"b\n', /^broken CSV: Invalid Closing Quote: got "b" at line 2/],
    ['n;text\n1;a"b\n', /^broken CSV: Invalid Opening Quote: .* at line 2/],
  ])('%j', async (text, message) => {
    for (const size of [1, 5, 1000]) await expect(read(text, size)).rejects.toThrow(message);
  });

  test('a quote that never ends is not gathered without end', async () => {
    await expect(read(`n;text\n1;"${'x'.repeat(5 << 20)}`, 1 << 20)).rejects.toThrow(/Max Record Size/);
  });
});
