import { afterAll, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import { DAY_MS } from '../../src/lib/dates.js';
import { exampleDocuments } from './example-documents.js';
import { openFixture, valid } from './fixture.js';

const { store, ledger, addUser, list } = await openFixture();
afterAll(() => store.close());

const FIRST_MS = Date.UTC(2000, 0, 1);
const MORE_THAN_IN_MEMORY = 2100;
const DAYS_BETWEEN = 33;

function ofDay(number: number) {
  const day = new Date(FIRST_MS + number * DAY_MS).toISOString().slice(0, 10);
  const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return valid(dailySleep, { ...(exampleDocuments.daily_sleep as object), id, day, timestamp: `${day}T00:00:00+00:00` });
}

test('the first transaction of somebody may write more than is kept in memory, and go on beside it', async () => {
  const owner = await addUser('many');
  const many = Array.from({ length: MORE_THAN_IN_MEMORY }, (_, n) => ofDay(n * DAYS_BETWEEN));
  const [again, beside] = [ofDay(0), ofDay(1)];
  const puts = await ledger.transaction(async (to) => [
    await to.putDocuments(owner, dailySleep, many),
    await to.putDocuments(owner, dailySleep, [again, beside]),
    await to.putDocuments(owner, dailySleep, [again, beside]),
  ]);
  expect(puts.map(({ created, unchanged }) => [created.length, unchanged.length])).toEqual([
    [MORE_THAN_IN_MEMORY, 0],
    [1, 1],
    [0, 2],
  ]);
  expect((await list(owner, dailySleep)).map(({ id }) => id)).toEqual([again, beside, ...many.slice(1)].map(({ id }) => id));
});

test('first transactions of somebody at once write beside each other', async () => {
  const owner = await addUser('at once');
  const days = [0, 1, 2, 3, 4].map(ofDay);
  await Promise.all(days.map((day) => ledger.transaction((to) => to.putDocuments(owner, dailySleep, [day]))));
  expect((await list(owner, dailySleep)).map(({ id }) => id)).toEqual(days.map(({ id }) => id));
});
