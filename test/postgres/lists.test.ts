import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { insertRows } from '../../src/storage/insert-rows.js';
import { listBytes, type Value, type ValueType } from '../../src/storage/postgres-lists.js';
import { openFixture } from '../ledger/fixture.js';

const { store } = await openFixture();
afterAll(() => store.close());

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\\x41', '\\', "'", 'NULL', '{}', '😀', 'x'.repeat(70_000)));
const withNulls = (value: fc.Arbitrary<Value>) =>
  fc.array(fc.option(value, { freq: 5 })).map((list) => list.filter((one) => one === null || !String(one).includes('\0')));
const integer = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -300, max: 300 }),
  fc.constantFrom(2 ** 31, 2 ** 32, -(2 ** 31), -(2 ** 32), 2 ** 53 - 1),
);
const bytes = fc.uint8Array().map((list) => Buffer.from(list));

test.each<[ValueType, fc.Arbitrary<Value[]>]>([
  ['bigint', withNulls(integer.map((value) => value + 0))],
  ['double precision', withNulls(fc.double({ noNaN: true }).map((value) => value + 0))],
  ['text', withNulls(text)],
  ['bytea', fc.array(fc.option(bytes, { freq: 5 }))],
])('PostgreSQL reads lists of %s as they were', async (type, lists) => {
  const unnested = (list: Value[]) => sql<{ value: Value }>`select unnest(cast(${listBytes(type, list)} as ${sql.raw(type)}[])) as value`;
  await fc.assert(
    fc.asyncProperty(lists, async (list) => {
      const { rows } = await unnested(list).execute(store.engine.reader);
      expect(rows.map(({ value }) => value)).toEqual(list);
    }),
    { numRuns: 60 },
  );
});

test('a text among bytes stands for its UTF-8', async () => {
  const { rows } = await sql<{ value: Buffer }>`select unnest(cast(${listBytes('bytea', ['\\x41ä'])} as bytea[])) as value`.execute(
    store.engine.reader,
  );
  expect(rows).toEqual([{ value: Buffer.from('\\x41ä') }]);
});

test.each([0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('%s is refused as a whole number', (value) => {
  expect(() => listBytes('bigint', [1, value])).toThrow(RangeError);
});

test.each([1, 3])('%i rows, of which a column has one value, several, or none', async (count) => {
  const columns = {
    user_no: 'bigint',
    id: 'text',
    email: 'text',
    height: 'double precision',
    membership: 'text',
    created_at: 'text',
  } as const;
  const users = Array.from({ length: count }, (_, n) => [
    count * 10 + n,
    `user-${count}-${n}`,
    null,
    n === 1 ? null : 1.5 + n,
    'active',
    `day ${count}`,
  ]);
  await store.engine.transaction((db) => insertRows(db, 'users', columns, users));
  const select = store.engine.reader.selectFrom('users').select(['user_no', 'id', 'email', 'height', 'membership', 'created_at']);
  const rows = await select.where('created_at', '=', `day ${count}`).orderBy('user_no').execute();
  expect(rows.map(Object.values)).toEqual(users);
});
