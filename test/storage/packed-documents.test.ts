import { afterAll, expect, test } from 'vitest';
import { dailyActivity } from '../../src/collections/daily-activity.js';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { IS_PACKED } from '../../src/storage/packed-body.js';
import { exampleDocuments } from '../ledger/example-documents.js';
import { openFixture, valid } from '../ledger/fixture.js';

const fixture = await openFixture();
const { store } = fixture;
afterAll(() => store.close());
const owner = await fixture.addUser('someone');

const items = Array.from({ length: 1440 }, (_, minute) => 0.9 + (minute % 31) / 10).map((met) => Math.round(met * 10) / 10);
const met = { interval: 60, items, timestamp: '2026-01-02T04:00:00.000+02:00' };
const days = ['2026-01-02', '2026-01-03', '2026-01-04'];
const activities = days.map((day, i) => ({ ...(exampleDocuments.daily_activity as object), id: `a${i}`, day, met }));
const EVERYTHING = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };

const bodies = (collection: string) =>
  store.engine.prepare<[string], { id: string; packed: number }>(
    `select id, case when ${IS_PACKED[store.engine.kind]} then 1 else 0 end as packed from documents where collection = ? order by id`,
  )(collection);

test('long documents lie packed and are served as they were given; short ones lie as text', async () => {
  await fixture.put(owner, dailyActivity, activities);
  await fixture.put(owner, dailySleep, [{ ...exampleDocuments.daily_sleep, id: 's' }]);
  expect(await bodies('daily_activity')).toMatchObject(activities.map(({ id }) => ({ id, packed: 1 })));
  expect(await bodies('daily_sleep')).toMatchObject([{ id: 's', packed: 0 }]);

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

test('a packed document that cannot be read is named, and never served', async () => {
  expect(await store.findBrokenChunks()).toEqual([]);
  await store.engine.transaction((db) =>
    db
      .updateTable('documents')
      .set({ body: Buffer.of(1, 0xff) })
      .where('id', '=', 'a0')
      .execute(),
  );
  expect(await store.findBrokenChunks()).toEqual([`${owner.userNo}/daily_activity/a0`]);
  await expect(store.documents.get(owner.userNo, dailyActivity, 'a0', true)).rejects.toThrow();
});
