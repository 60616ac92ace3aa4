import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  type ChunkBytes,
  type ChunkedDocument,
  decodeChunk,
  encodeChunk,
  findInChunk,
  idBytes,
  inOrder,
  wireBytes,
} from './document-chunk.js';
import { createDocumentPrinter, type DocumentPrinter, type Wanted } from './document-printer.js';
import { VarintWriter } from './varint.js';

fc.configureGlobal({ seed: 20_261_124 });

const DAY_MS = 86_400_000;
const START_MS = 1_767_312_000_000;
const [FIRST_MS, LAST_MS] = [-62_167_219_200_000, 253_402_300_799_999];
const [LEAST, MOST] = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
const BITS = [0, 1, 2, 3, 4, 5, 6, 7];
const EVERYTHING: Wanted = { fromMs: LEAST, toMs: MOST, fromDay: LEAST, toDay: MOST, limit: MOST, withMeta: true };

const printer = createDocumentPrinter() as DocumentPrinter;

const values = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom(null, '', ',"score":', '{"', 'ä', '😀', '2026-01-02', 'x'.repeat(15), 'y'.repeat(31), 'z'.repeat(300)),
  fc.string(),
);
const bodies = fc
  .record({
    contributors: fc.oneof(fc.constant(null), fc.record({ sleep: values, hrv: values, previous_night: values })),
    day: values,
    score: values,
    text: values,
  })
  .map((body) => JSON.stringify(body).slice(1));
/** Days with leap days, ends of years and of centuries among them. */
const times = fc.oneof(
  fc.integer({ min: FIRST_MS, max: LAST_MS }),
  fc.integer({ min: START_MS, max: START_MS + 40 * DAY_MS }),
  fc.constantFrom(FIRST_MS, FIRST_MS + 59 * DAY_MS, FIRST_MS + 60 * DAY_MS, LAST_MS, -1, 0, 1_709_164_800_000, 951_868_799_999),
);
const updates = fc.oneof(
  times.map((ms) => new Date(ms).toISOString()),
  fc.constantFrom('2026-01-02T03:04:05Z', '2026-01-02T03:04:05.678901+02:00', ''),
);
const documents: fc.Arbitrary<ChunkedDocument[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.oneof(fc.uuid(), fc.uuid(), fc.string({ minLength: 1, maxLength: 200 }), fc.constantFrom('ä', '😀')),
      instantMs: fc.oneof(fc.constant(START_MS), fc.integer({ min: 0, max: 40 }).map(dayOf), times),
      day: fc.integer({ min: 20_450, max: 20_500 }),
      version: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
      updatedAt: updates,
      body: bodies,
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
  )
  .map((list) => list.sort(inOrder));
const wanted: fc.Arbitrary<Wanted> = fc.record({
  fromMs: fc.oneof(fc.constant(LEAST), fc.integer({ min: 0, max: 20 }).map(dayOf)),
  toMs: fc.oneof(fc.constant(MOST), fc.integer({ min: 10, max: 40 }).map(dayOf)),
  fromDay: fc.oneof(fc.constant(LEAST), fc.integer({ min: 20_450, max: 20_480 })),
  toDay: fc.oneof(fc.constant(MOST), fc.integer({ min: 20_470, max: 20_500 })),
  limit: fc.oneof(fc.constantFrom(MOST, 1, 0), fc.nat(40)),
  withMeta: fc.boolean(),
});

function dayOf(n: number): number {
  return START_MS + n * DAY_MS;
}

/** Chunks of these documents that end at these places. */
function chunksOf(list: readonly ChunkedDocument[], places: readonly number[]): ChunkBytes[] {
  const cuts = [0, ...places.filter((place) => place < list.length), list.length].sort((a, b) => a - b);
  return cuts
    .slice(1)
    .map((end, n) => list.slice(cuts[n], end))
    .filter(({ length }) => length > 0)
    .map((part) => encodeChunk(part, 'differences'));
}

/** Chunks as the database joins them. */
const joined = (chunks: readonly ChunkBytes[]): Buffer => Buffer.concat(chunks.flatMap(({ ids, data }) => [data, ids]));

/** The list of the same chunks as JavaScript prints it. */
function printed(chunks: readonly ChunkBytes[], { fromMs, toMs, fromDay, toDay, limit, withMeta }: Wanted) {
  const found = chunks
    .flatMap(decodeChunk)
    .filter(({ instantMs, day }) => instantMs >= fromMs && instantMs <= toMs && day >= fromDay && day <= toDay)
    .slice(0, limit);
  const texts = found.map((document) => wireBytes(document, withMeta).toString());
  return { count: found.length, text: `{"data":[${texts.join(',')}],"next_token":null}` };
}

function quickOne(chunk: ChunkBytes, id: string, withMeta: boolean): string | null {
  return printer.printOne(joined([chunk]), idBytes(id), withMeta)?.toString() ?? null;
}

function quick(chunks: readonly ChunkBytes[], asked: Wanted) {
  const list = printer.print(joined(chunks), asked);
  return list && { count: list.count, text: list.envelope.toString() };
}

test('prints what JavaScript prints, whatever the documents and whichever are wanted', () => {
  fc.assert(
    fc.property(documents, fc.array(fc.nat(40), { maxLength: 3 }), wanted, (list, places, asked) => {
      const chunks = chunksOf(list, places);
      expect(quick(chunks, asked)).toEqual(printed(chunks, asked));
    }),
    { numRuns: 3000 },
  );
});

test('prints the one document that is asked for as JavaScript prints it', () => {
  fc.assert(
    fc.property(documents, fc.boolean(), (list, withMeta) => {
      const chunk = encodeChunk(list, 'differences');
      for (const { id } of list) {
        expect(quickOne(chunk, id, withMeta)).toBe(wireBytes(findInChunk(chunk, id) as ChunkedDocument, withMeta).toString());
      }
      for (const id of ['not there', '\0', ''])
        if (list.every((document) => document.id !== id)) expect(quickOne(chunk, id, withMeta)).toBeNull();
    }),
    { numRuns: 500 },
  );
  // Whatever was wanted of the list before.
  const chunk = encodeChunk([documentOf(0), documentOf(1), documentOf(2)], 'differences');
  for (let n = 0; n < 3; n++) {
    expect(quick([chunk], { ...EVERYTHING, fromMs: START_MS + DAY_MS })?.count).toBe(2);
    expect(quickOne(chunk, documentOf(n).id, true)).toContain(documentOf(n).id);
  }
  expect(quickOne(encodeChunk([documentOf(0)], 'apart'), documentOf(0).id, true)).toBeNull();
});

test('answers stay as they are when others are printed', () => {
  const chunk = encodeChunk([documentOf(0), documentOf(1)], 'differences');
  const first = printer.printOne(joined([chunk]), idBytes(documentOf(0).id), true);
  const before = String(first);
  for (let n = 0; n < 5000; n++) printer.printOne(joined([chunk]), idBytes(documentOf(1).id), true);
  expect(String(first)).toBe(before);
});

test('a list without documents, and one without chunks', () => {
  const text = '{"data":[],"next_token":null}';
  expect(quick([], EVERYTHING)).toEqual({ count: 0, text });
  const chunks = [encodeChunk([documentOf(0)], 'differences')];
  expect(quick(chunks, { ...EVERYTHING, fromMs: START_MS + 1 })).toEqual({ count: 0, text });
  expect(quick(chunks, { ...EVERYTHING, limit: 0 })).toEqual({ count: 0, text });
});

test('lists that need more memory', () => {
  const list = Array.from({ length: 6000 }, (_, n) => documentOf(n));
  const chunks = chunksOf(
    list,
    Array.from({ length: 200 }, (_, n) => n * 32),
  );
  expect(JSON.stringify(quick(chunks, EVERYTHING)) === JSON.stringify(printed(chunks, EVERYTHING))).toBe(true);
  // In one chunk; and longer than the first one lets expect, by a printer without memory of others.
  const together = [encodeChunk(list.slice(0, 4096), 'differences')];
  expect(JSON.stringify(quick(together, EVERYTHING)) === JSON.stringify(printed(together, EVERYTHING))).toBe(true);
  const longer = list.slice(1, 40).map((document, n) => ({ ...document, body: `"text":"${`${n} `.repeat(4000)}"}` }));
  const uneven = [encodeChunk([documentOf(0), ...longer], 'differences')];
  expect(createDocumentPrinter()?.print(joined(uneven), EVERYTHING)?.envelope.toString() === printed(uneven, EVERYTHING).text).toBe(true);
});

test('leaves to others what it cannot print', () => {
  const list = [documentOf(0), documentOf(1)];
  const differences = encodeChunk(list, 'differences');
  const large = encodeChunk([{ ...documentOf(0), body: `"text":"${'x'.repeat(600)}"}` }], 'differences');
  expect(quick([encodeChunk(list, 'apart')], EVERYTHING)).toBeNull();
  expect(quick([differences, encodeChunk(list, 'together')], EVERYTHING)).toBeNull();
  expect(quick([encodeChunk([{ ...documentOf(0), version: 2 ** 31 }], 'differences')], EVERYTHING)).toBeNull();
  for (const ms of [FIRST_MS - 1, LAST_MS + 1]) expect(quick([updatedAt(ms)], EVERYTHING)).toBeNull();
  for (const ms of [FIRST_MS, LAST_MS]) expect(quick([updatedAt(ms)], EVERYTHING)).toEqual(printed([updatedAt(ms)], EVERYTHING));
  expect(quick([...Array.from({ length: 2 ** 15 }, () => large), differences], EVERYTHING)).toBeNull();
  const many = Array.from({ length: 4097 }, (_, n) => documentOf(n));
  expect(quick([encodeChunk(many, 'differences')], EVERYTHING)).toBeNull();
  const long = many.slice(1).map((document) => ({ ...document, body: `"text":"${'x'.repeat(9000)}"}` }));
  expect(quick([encodeChunk(long, 'differences')], EVERYTHING)).toBeNull();
});

test('damaged chunks are told, or are others that are whole', () => {
  const list = Array.from({ length: 5 }, (_, n) => ({ ...documentOf(n), id: n === 3 ? 'a' : documentOf(n).id }));
  list[4] = { ...documentOf(4), updatedAt: '2026-01-02T03:04:05Z' };
  const whole = encodeChunk(list, 'differences');
  const expectSame = (chunk: ChunkBytes) => {
    const got = quick([chunk], EVERYTHING);
    if (got !== null) expect(got).toEqual(printed([chunk], EVERYTHING));
    const one = quickOne(chunk, 'a', true);
    if (one !== null) expect(one).toEqual(wireBytes(findInChunk(chunk, 'a') as ChunkedDocument, true).toString());
  };
  for (const part of ['ids', 'data'] as const) {
    for (let at = 0; at < whole[part].length; at++) {
      const byte = whole[part][at] as number;
      for (const other of [0, 0x7f, 0xff, ...BITS.map((bit) => byte ^ (1 << bit))]) {
        const bytes = Buffer.from(whole[part]);
        bytes[at] = other;
        expectSame({ ...whole, [part]: bytes });
      }
      expect(quick([{ ...whole, [part]: whole[part].subarray(0, at) }], EVERYTHING)).toBeNull();
    }
    expect(quick([{ ...whole, [part]: Buffer.concat([whole[part], Buffer.of(0)]) }], EVERYTHING)).toBeNull();
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 60 }), (ids, data) =>
      expectSame({ ids: Buffer.from(ids), data: Buffer.of(ids.length, 1 + data.length, 1, ...data) }),
    ),
    { numRuns: 2000 },
  );
  expect(quick([whole], EVERYTHING)).toEqual(printed([whole], EVERYTHING));
});

test('without WebAssembly there is no printer', () => {
  vi.stubGlobal('WebAssembly', undefined);
  try {
    expect(createDocumentPrinter()).toBeNull();
  } finally {
    vi.unstubAllGlobals();
  }
});

/** A chunk of a document of 1970. */
function updatedAt(ms: number): ChunkBytes {
  const [writer, ids] = [new VarintWriter(32), idBytes('a')];
  for (const number of [1, 1, 0, 0, 2]) writer.unsigned(number);
  writer.signed(ms);
  writer.unsigned(1);
  writer.byte(0x7d);
  return { ids, data: Buffer.of(ids.length, writer.bytes().length, ...writer.bytes()) };
}

function documentOf(n: number): ChunkedDocument {
  const body = JSON.stringify({ contributors: { hrv: n % 97, sleep: (n * 7) % 101 }, day: `day ${n}`, text: 'ä', score: 50 + (n % 31) });
  return {
    id: `00112233-4455-6677-8899-${String(n).padStart(12, '0')}`,
    instantMs: START_MS + n * DAY_MS,
    day: 20_455 + n,
    version: 1 + (n % 3),
    updatedAt: new Date(START_MS + n * (DAY_MS + 1234)).toISOString(),
    body: body.slice(1),
  };
}
