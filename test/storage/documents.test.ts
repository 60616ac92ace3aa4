import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { DocumentCollection } from '../../src/collections/define.js';
import { enhancedTag } from '../../src/collections/enhanced-tag.js';
import { workout } from '../../src/collections/workout.js';
import { DAY_MS, dayNumber } from '../../src/lib/dates.js';
import type { DocumentPosition, DocumentRange } from '../../src/storage/document-list.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { openFixture, valid } from '../ledger/fixture.js';

fc.configureGlobal({ seed: 20_260_102 });

const FIRST_DAY = dayNumber('2026-01-02') as number;
const EVERYTHING: DocumentRange = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

const fixture = await openFixture();
const { store } = fixture;
afterAll(() => store.close());
let count = 0;
const newUser = () => fixture.addUser(`user ${++count}`);

/** Ids that sort in surprising ways and stand badly in SQL, JSON and URLs. */
const ids = fc.oneof(
  fc.constantFrom(
    "'",
    "a'b",
    '%',
    '_',
    'A',
    'a',
    'Z',
    'ä',
    '0',
    '10',
    '9',
    '{}',
    '😀',
    '\uffff',
    'null',
    '?',
    '$1',
    '-- x',
    "'||body||'",
    '×'.repeat(200),
  ),
  fc.uuid(),
);
const hours = fc.integer({ min: 0, max: 10 });
/** Few instants, so that many documents share one; the local day may be another than the UTC day. */
const workouts = fc.record({ id: ids, hours, day: fc.integer({ min: 0, max: 2 }) }).map(({ id, hours, day }) => ({
  ...exampleDocuments.workout,
  id,
  day: `2026-01-0${day + 1}`,
  start_datetime: new Date(FIRST_DAY * DAY_MS + hours * 3_600_000).toISOString(),
}));

interface Known extends DocumentPosition {
  day: number;
  wire: Record<string, unknown>;
}

/** In the order of lists: by instant, then by the bytes of the id. */
const inOrder = (a: DocumentPosition, b: DocumentPosition) =>
  a.instantMs - b.instantMs || Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));

/** What `list` shall answer, the plain way. */
function listOf(all: Known[], range: DocumentRange, after: DocumentPosition | null, limit: number): Known[] {
  return all
    .filter(({ instantMs }) => instantMs >= range.fromMs && instantMs <= range.toMs)
    .filter(({ day }) => !range.days || (day >= range.days.from && day <= range.days.to))
    .filter((document) => after === null || inOrder(document, after) > 0)
    .toSorted(inOrder)
    .slice(0, limit);
}

const ranges: fc.Arbitrary<DocumentRange> = fc.oneof(
  fc.constant(EVERYTHING),
  fc
    .tuple(hours, hours)
    .map(([from, to]) => ({ fromMs: FIRST_DAY * DAY_MS + from * 3_600_000, toMs: FIRST_DAY * DAY_MS + to * 3_600_000 })),
  fc.tuple(fc.nat(2), fc.nat(2)).map(([from, to]) => ({ ...EVERYTHING, days: { from: FIRST_DAY - 1 + from, to: FIRST_DAY - 1 + to } })),
);

const parse = (envelope: Buffer) => JSON.parse(envelope.toString()) as { data: Record<string, unknown>[]; next_token: null };

async function put(collection: DocumentCollection, documents: { id: string }[]): Promise<{ userNo: number; known: Known[] }> {
  const [owner, other] = [await newUser(), await newUser()];
  for (const user of [owner, other]) await fixture.put(user, collection, documents);
  const known = documents.map((document) => {
    const { id, instantMs, day, text } = valid(collection, document);
    const meta = collection.hasMeta ? { meta: { updated_at: '2026-01-10T12:00:00.000Z', version: 1 } } : {};
    return { id: id as string, instantMs, day, wire: { id, ...meta, ...JSON.parse(`{${text}`) } };
  });
  return { userNo: owner.userNo, known };
}

describe('list', () => {
  const documentSets = fc.uniqueArray(workouts, { selector: ({ id }) => id, maxLength: 25 });

  test('answers what sorting and filtering a plain list would, page after page', async () => {
    await fc.assert(
      fc.asyncProperty(documentSets, ranges, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (documents, range, limit, withMeta) => {
        const { userNo, known } = await put(workout, documents);
        const expected = listOf(known, range, null, Number.POSITIVE_INFINITY).map(({ wire: { meta, ...wire } }) =>
          withMeta ? JSON.stringify({ id: wire.id, meta, ...wire }) : JSON.stringify(wire),
        );
        const seen: string[] = [];
        let after: DocumentPosition | null = null;
        for (let page = 0; page === 0 || after !== null; page++) {
          const { envelope, count: size } = await store.documents.list(userNo, workout, range, after, limit, withMeta);
          const { data, next_token } = parse(envelope);
          expect([data.length, next_token]).toEqual([size, null]);
          expect(envelope.toString()).toBe(`{"data":[${data.map((document) => JSON.stringify(document)).join(',')}],"next_token":null}`);
          seen.push(...data.map((document) => JSON.stringify(document)));
          const last = data.at(-1);
          after = last ? { instantMs: workout.instantOf(last), id: last.id as string } : null;
          const rest = after === null ? [] : listOf(known, range, after, 1);
          if (after) expect(await store.documents.hasMore(userNo, workout, range, after)).toBe(rest.length > 0);
        }
        expect(seen).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test('goes on from any position, also from that of a document that is gone', async () => {
    const positions = fc.record({ id: ids, instantMs: hours.map((hour) => FIRST_DAY * DAY_MS + hour * 3_600_000) });
    await fc.assert(
      fc.asyncProperty(documentSets, ranges, positions, async (documents, range, after) => {
        const { userNo, known } = await put(workout, documents);
        const { envelope } = await store.documents.list(userNo, workout, range, after, 5, true);
        // A cursor's position lies within its range: the range's beginning no longer counts.
        const expected = listOf(known, { ...range, fromMs: Number.MIN_SAFE_INTEGER }, after, 5);
        expect(parse(envelope).data.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
      }),
      { numRuns: 60 },
    );
  });

  test('nothing for a user or a collection without documents', async () => {
    const { userNo } = await newUser();
    expect(await store.documents.list(userNo, workout, EVERYTHING, null, 5, true)).toEqual({
      count: 0,
      envelope: Buffer.from('{"data":[],"next_token":null}'),
    });
    expect(await store.documents.hasMore(userNo, workout, EVERYTHING, { instantMs: 0, id: '' })).toBe(false);
  });
});

describe('get', () => {
  test.each([workout, enhancedTag])('a $name by its id, whatever the id', async (collection) => {
    const documents = fc.uniqueArray(ids, { maxLength: 8 }).map((list) => list.map((id) => ({ ...exampleDocuments[collection.name], id })));
    await fc.assert(
      fc.asyncProperty(documents, ids, async (stored, wanted) => {
        const { userNo, known } = await put(collection, stored);
        for (const id of [wanted, ...known.map((document) => document.id)]) {
          const expected = known.find((document) => document.id === id)?.wire;
          const text = await store.documents.get(userNo, collection, id, true);
          expect(text?.toString()).toBe(expected && JSON.stringify(expected));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with and without meta', async () => {
    const { userNo } = await put(workout, [{ ...exampleDocuments.workout, id: 'w' }]);
    const texts = await Promise.all([true, false].map((withMeta) => store.documents.get(userNo, workout, 'w', withMeta)));
    expect(texts.map((text) => Object.keys(JSON.parse(String(text))).slice(0, 2))).toEqual([
      ['id', 'meta'],
      ['id', 'activity'],
    ]);
  });
});

test('values that stand badly in JSON and SQL come back as they went in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true }), async (label, calories) => {
      const { userNo } = await put(workout, [{ ...exampleDocuments.workout, id: 'w', label, calories } as { id: string }]);
      const { envelope } = await store.documents.list(userNo, workout, EVERYTHING, null, 5, true);
      expect(parse(envelope).data[0]).toMatchObject({ label, calories: calories + 0 });
    }),
    { numRuns: 60 },
  );
});
