import { afterAll, expect, test } from 'vitest';
import { dailyActivity } from '../../src/collections/daily-activity.js';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { VarintReader } from '../../src/storage/varint.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { openFixture, valid } from '../ledger/fixture.js';

const fixture = await openFixture();
const { store } = fixture;
afterAll(() => store.close());
const owner = await fixture.addUser('someone');

const items = Array.from({ length: 1440 }, (_, minute) => 0.9 + (minute % 31) / 10).map((met) => Math.round(met * 10) / 10);
const met = { interval: 60, items, timestamp: '2026-01-02T04:00:00.000+02:00' };
// The first two lie in one chunk, the last one in a later one.
const days = ['2026-01-02', '2026-01-03', '2026-01-30'];
const activities = days.map((day, i) => ({
  ...(exampleDocuments.daily_activity as object),
  ...{ id: `a${i}`, day, timestamp: `${day}T04:00:00.000+02:00`, met },
}));
const EVERYTHING = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

/** The bytes of chunks that tell how bodies lie, behind the two lengths, in order. */
const layouts = async (collection: string) => {
  const text = 'select data from document_chunks where collection = ? order by chunk';
  return (await store.engine.prepare<[string], { data: Buffer }>(text)(collection)).map(({ data }) => {
    const reader = new VarintReader(data);
    return [reader.unsigned(), reader.unsigned(), reader.byte()][2];
  });
};
const [DIFFERENCES, APART, TOGETHER] = [1, 2, 3];

test('long documents lie packed, together once they are past, and are served as they were given; short ones as differences', async () => {
  await fixture.put(owner, dailyActivity, activities.slice(0, 2));
  expect(await layouts('daily_activity')).toEqual([APART]);
  await fixture.put(owner, dailyActivity, activities.slice(2));
  await fixture.put(owner, dailySleep, [{ ...exampleDocuments.daily_sleep, id: 's' }]);
  expect(await layouts('daily_activity')).toEqual([TOGETHER, APART]);
  expect(await layouts('daily_sleep')).toEqual([DIFFERENCES]);

  const texts = activities.map((activity) => `{"id":"${activity.id}",${valid(dailyActivity, activity).text}`);
  const { envelope } = await store.documents.list(owner.userNo, dailyActivity, EVERYTHING, null, 10, false);
  expect(envelope.toString()).toBe(`{"data":[${texts.join(',')}],"next_token":null}`);
  expect(String(await store.documents.get(owner.userNo, dailyActivity, 'a1', false))).toBe(texts[1]);
  const dumped: unknown[] = [];
  for await (const text of store.documentTexts(owner.userNo, dailyActivity)) dumped.push(JSON.parse(text));
  expect(dumped).toEqual(await fixture.list(owner, dailyActivity));
});

test('a long document given again is unchanged, by its id and by its day; a changed one is updated', async () => {
  const [first, second, third] = activities as [(typeof activities)[0], (typeof activities)[0], (typeof activities)[0]];
  const { id: _id, ...withoutId } = second;
  const changed = { ...third, met: { ...met, items: [...items.slice(1), 1] } };
  expect(await fixture.put(owner, dailyActivity, [first, withoutId, changed])).toMatchObject({ unchanged: ['a0', 'a1'], updated: ['a2'] });
  expect(await fixture.get(owner, dailyActivity, 'a2')).toMatchObject({ met: changed.met, meta: { version: 2 } });
});

test('a change of a past document, and a removal of all of a chunk', async () => {
  const [first, second, last] = activities as [(typeof activities)[0], (typeof activities)[0], (typeof activities)[0]];
  const { day, timestamp } = first;
  expect(await fixture.put(owner, dailyActivity, [{ ...second, day, timestamp }])).toMatchObject({ updated: ['a1'] });
  expect((await fixture.list(owner, dailyActivity)).map((document) => [document.id, document.day])).toEqual([
    ['a0', day],
    ['a1', day],
    ['a2', last.day],
  ]);
  expect(await layouts('daily_activity')).toEqual([TOGETHER, APART]);
  await fixture.ledger.transaction((to) => to.deleteDocument(owner, dailyActivity, 'a2'));
  expect(await layouts('daily_activity')).toEqual([TOGETHER]);
  expect(await fixture.get(owner, dailyActivity, 'a2')).toBeNull();
});

test('a chunk that cannot be read is named, and never served', async () => {
  expect(await store.findBrokenChunks()).toEqual([]);
  const broken = await store.engine.transaction((db) =>
    db
      .updateTable('document_chunks')
      .set({ data: Buffer.of(1, 0xff) })
      .where('collection', '=', 'daily_activity')
      .returning('chunk')
      .execute(),
  );
  expect(await store.findBrokenChunks()).toEqual(broken.map(({ chunk }) => `${owner.userNo}/daily_activity/${chunk}`));
  await expect(store.documents.get(owner.userNo, dailyActivity, 'a0', true)).rejects.toThrow();
});
