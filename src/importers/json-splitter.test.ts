import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InputRow } from './input-row.js';
import { createJsonSplitter } from './json-splitter.js';

const MB = 1 << 20;

function split(text: string | Buffer, chunkBytes = Number.POSITIVE_INFINITY, maxItemBytes = MB): InputRow[] {
  const bytes = Buffer.from(text as string);
  const splitter = createJsonSplitter({ maxItemBytes });
  const rows: InputRow[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) rows.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  splitter.end();
  return rows;
}

const values = (text: string, chunkBytes?: number) => split(text, chunkBytes).map(({ value }) => value);

/** Any JSON value, with keys and strings that look like what the splitter watches for. */
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), tie('list'), tie('object'), tie('trap')),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('data', 'next_token', '__proto__')), tie('value'), {
    maxKeys: 4,
  }),
  trap: fc.constantFrom('"data":[', '\\', '\\"', '}]', '{[', ',', '\u0000\n\r\t', '𝄞é\u2028', '\ud800', '"'),
})).value;

const indent = fc.constantFrom(undefined, 1, '\t', ' \r\n ');
const chunkSize = fc.integer({ min: 1, max: 40 });

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

describe('a list', () => {
  test('gives the items that JSON.parse gives, wherever chunks end', () => {
    fc.assert(
      fc.property(fc.array(anyJson), indent, chunkSize, (items, space, size) => {
        const text = JSON.stringify(items, null, space);
        const rows = split(text, size);
        expect(rows.map(({ value }) => value)).toEqual(JSON.parse(text));
        expect(rows.map(({ row }) => row)).toEqual(rows.map((_, i) => i + 1));
      }),
      { numRuns: 500 },
    );
  });

  test('is accepted exactly when JSON.parse accepts it', () => {
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat({ max: 3 }),
      put: fc.constantFrom('', ',', '[', ']', '{', '}', '"', '\\', ':', '1', '\u00a0'),
    });
    fc.assert(
      fc.property(fc.array(anyJson, { maxLength: 4 }), edit, chunkSize, (items, { at, cut, put }, size) => {
        const whole = JSON.stringify(items);
        const place = 1 + (at % (whole.length - 1));
        // by way of bytes, because the cut may leave half a character
        const text = Buffer.from(whole.slice(0, place) + put + whole.slice(place + cut)).toString();
        const expected = parsed(text);
        if (expected === undefined) expect(() => split(text, size)).toThrow();
        else expect(values(text, size)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('an envelope', () => {
  test('gives the items of its list, whatever stands around it', () => {
    const around = fc.dictionary(
      fc.string().filter((key) => key !== 'data'),
      anyJson,
      { maxKeys: 3 },
    );
    fc.assert(
      fc.property(around, fc.array(anyJson), around, indent, chunkSize, (before, items, after, space, size) => {
        const text = JSON.stringify({ ...before, data: items, ...after }, null, space);
        expect(values(text, size)).toEqual((JSON.parse(text) as { data: unknown[] }).data);
      }),
      { numRuns: 500 },
    );
  });

  test('is not mistaken: neither within a document nor in a key that only ends in data', () => {
    expect(values('{"x":{"data":[1]}}')).toEqual([{ x: { data: [1] } }]);
    expect(values('{"a\\"data":[1]}')).toEqual([{ 'a"data': [1] }]);
    expect(values('{"meta_data":[1]}')).toEqual([{ meta_data: [1] }]);
    expect(values('{"data":{"a":[1]}}')).toEqual([{ data: { a: [1] } }]);
  });

  test('may be empty, and must be whole JSON', () => {
    expect(values('{"data":[ ],"next_token":null}')).toEqual([]);
    expect(() => values('{"data":[1],next_token:null}')).toThrow(/^broken JSON in what follows the list at line 1, column 12: /);
    expect(() => values('{"data":[1],"data":[2]}')).toThrow(/second "data"/);
    expect(() => values('{x,"data":[1]}')).toThrow(/broken JSON/);
  });
});

describe('lines', () => {
  test('give one row each, numbered by line', () => {
    expect(split('{"a":1}\n\n{"a":2}\r\n{"a":3}')).toEqual([
      { row: 1, value: { a: 1 } },
      { row: 3, value: { a: 2 } },
      { row: 4, value: { a: 3 } },
    ]);
  });

  test('may be envelopes and lists', () => {
    expect(values('{"data":[1,2],"next_token":"x"}\n{"data":[3],"next_token":null}\n[4]\n')).toEqual([1, 2, 3, 4]);
  });

  test('give what JSON.parse gives, wherever chunks end', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            fc.string().filter((key) => key !== 'data'),
            anyJson,
            { maxKeys: 3 },
          ),
          { minLength: 1 },
        ),
        chunkSize,
        (objects, size) => {
          const lines = objects.map((object) => JSON.stringify(object));
          expect(values(lines.join('\n'), size)).toEqual(lines.map((line) => JSON.parse(line)));
        },
      ),
    );
  });
});

describe('what is broken is named with its place', () => {
  test.each([
    ['[1,\n {"a":1},\n {"a":}]', /^broken JSON in row 3, which begins at line 3, column 2: /],
    ['[1,2', /^the file ends within row 2, which begins at line 1, column 4$/],
    ['{"data":[{"a":"x', /^the file ends within row 1, which begins at line 1, column 10$/],
    ['{"a":1', /^the file ends within the object that begins at line 1, column 1$/],
    ['{"a":1}\n{"a":1}}', /^broken JSON: expected a new line or the end of the file at line 2, column 8, found "}"$/],
    ['{"a":1},\n{"a":1}', /expected a new line or the end of the file at line 1, column 8, found ","$/],
    ['[1][2]', /expected a new line or the end of the file at line 1, column 4, found "\["$/],
    ['[1,]', /^broken JSON in row 2, /],
    ['[1}', /expected a row or the end of the list at line 1, column 3, found "}"$/],
    ['hello', /^broken JSON: expected an object or a list at line 1, column 1, found "h"$/],
    ['\u0000', /found byte 0x00$/],
    ['  \n', /^the file is empty$/],
    ['', /^the file is empty$/],
  ])('%j', (text, message) => {
    for (const size of [1, 2, 3, 1000]) expect(() => split(text, size)).toThrow(message);
  });

  test('an item without end is not gathered without end', () => {
    const endless = `[{"a":"${'x'.repeat(2 * MB)}`;
    expect(() => split(endless, 64 << 10)).toThrow(/^what begins at line 1, column 2 is longer than 1 MB/);
  });
});
