import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyDifferences, differencesOf } from './body-differences.js';
import {
  type ChunkedDocument,
  decodeChunk,
  encodeChunk,
  findInChunk,
  idBytes,
  inOrder,
  separateChunks,
  wireBytes,
} from './document-chunk.js';
import type { Layout } from './stored-bodies.js';

fc.configureGlobal({ seed: 20_261_123 });

const LAYOUTS: Layout[] = ['differences', 'apart', 'together'];
const values = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(null, '', ',"score":', '{"', 'ä', '😀', '2026-01-02'),
  fc.string(),
);
/** Bodies as documents of a collection have them: some keys are always there, some are objects or null. */
const bodies = fc
  .record({
    contributors: fc.oneof(fc.constant(null), fc.record({ sleep: values, hrv: values })),
    day: values,
    score: values,
    text: values,
  })
  .map((body) => JSON.stringify(body).slice(1));
const anyBody = fc.oneof(
  bodies,
  fc.string({ minLength: 600, maxLength: 2000 }).map((text) => `${JSON.stringify({ text }).slice(1)}`),
);

const times = fc.oneof(
  fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }).map((ms) => new Date(ms).toISOString()),
  fc.constantFrom('2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678901+02:00', ''),
);
const documents = fc
  .uniqueArray(
    fc.record({
      id: fc.oneof(fc.uuid(), fc.string({ minLength: 1 }), fc.constantFrom('a', 'ä', '😀', '00000000-0000-0000-0000-00000000000A')),
      instantMs: fc.oneof(fc.constant(1_767_312_000_000), fc.integer({ min: -1e15, max: 1e15 })),
      day: fc.integer({ min: -12_000_000, max: 12_000_000 }),
      version: fc.integer({ min: 1, max: 2 ** 51 }),
      updatedAt: times,
      body: anyBody,
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
  )
  .map((list) => list.sort(inOrder));

const plain = (list: readonly ChunkedDocument[]) => list.map((document) => ({ ...document, body: String(document.body) }));

test('what makes a body out of another one does', () => {
  fc.assert(
    fc.property(bodies, bodies, (base, body) => {
      const [from, to] = [base, body].map((text) => Buffer.from(text).toString('latin1')) as [string, string];
      expect(applyDifferences(from, differencesOf(from, to))).toBe(to);
    }),
    { numRuns: 2000 },
  );
});

test('a body with other values than another takes little more than these', () => {
  const of = (score: number, hrv: number | null, at: string) =>
    `"contributors":{"hrv":${hrv},"sleep":81},"score":${score},"timestamp":"2026-01-${at}T00:00:00+00:00"}`;
  expect(differencesOf(of(81, 70, '02'), of(81, 70, '02'))).toHaveLength(0);
  // Two bytes of an operation for each of three values.
  expect(differencesOf(of(81, 70, '02'), of(79, null, '03'))).toHaveLength(3 * 2 + '79'.length + 'null'.length + '3'.length);
});

describe.each(LAYOUTS)('%s', (layout) => {
  test('documents come back as they went in', () => {
    fc.assert(
      fc.property(documents, (list) => {
        const chunk = encodeChunk(list, layout);
        expect(plain(decodeChunk(chunk))).toEqual(list);
        for (const document of list) {
          expect(plain([findInChunk(chunk, document.id) as ChunkedDocument])).toEqual([document]);
          expect(chunk.ids.includes(idBytes(document.id))).toBe(true);
        }
        for (const id of ['not there', '\0', '']) expect(findInChunk(chunk, id)?.id).toBe(list.find((document) => document.id === id)?.id);
      }),
      { numRuns: 300 },
    );
  });

  test('joined chunks come apart as they were', () => {
    fc.assert(
      fc.property(fc.array(documents, { maxLength: 3 }), (lists) => {
        const chunks = lists.map((list) => encodeChunk(list, layout));
        const joined = Buffer.concat(chunks.flatMap(({ ids, data }) => [data, ids]));
        expect(separateChunks(joined)).toEqual(chunks);
        if (joined.length > 0) expect(() => separateChunks(joined.subarray(0, -1))).toThrow('the chunk is damaged');
      }),
      { numRuns: 60 },
    );
  });

  test('what was read lies as it did when it is written again, beside documents that came or went', () => {
    fc.assert(
      fc.property(documents, documents, fc.constantFrom(...LAYOUTS), (list, others, before) => {
        const read = decodeChunk(encodeChunk(list, before));
        const kept = read.filter((_, n) => n % 3 !== 0);
        const ids = new Set(kept.map(({ id }) => id));
        const mixed = [...kept, ...others.filter(({ id }) => !ids.has(id))].sort(inOrder);
        const chunk = encodeChunk(mixed, layout);
        expect(plain(decodeChunk(chunk))).toEqual(plain(mixed));
        expect(encodeChunk(plain(mixed), layout)).toEqual(chunk);
      }),
      { numRuns: 60 },
    );
  });

  test('damage is told, and no byte of it makes reading endless', () => {
    const list = Array.from({ length: 3 }, (_, n) => ({
      id: `00000000-0000-4000-8000-00000000000${n}`,
      ...{ instantMs: n * 86_400_000, day: n, version: 1, updatedAt: '2026-01-02T03:04:05.678Z' },
      body: `"day":"2026-01-0${n}","score":${n * 37},"text":"${'x'.repeat(n * 300)}"}`,
    }));
    const { ids, data } = encodeChunk(list, layout);
    const read = (chunk: { ids: Buffer; data: Buffer }) => decodeChunk(chunk).map((document) => wireBytes(document, true).toString());
    for (let end = 0; end < data.length; end++) expect(() => read({ ids, data: data.subarray(0, end) })).toThrow();
    for (let end = 0; end < ids.length; end++) expect(() => read({ ids: ids.subarray(0, end), data })).toThrow();
    for (let at = 0; at < data.length; at++) {
      const damaged = Buffer.from(data);
      damaged[at] = (damaged[at] as number) ^ 0xff;
      try {
        read({ ids, data: damaged });
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }
  });
});
