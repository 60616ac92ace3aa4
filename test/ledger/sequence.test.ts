import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dailySleep } from '../../src/collections/daily-sleep.js';
import type { DocumentCollection } from '../../src/collections/define.js';
import { workout } from '../../src/collections/workout.js';
import type { PutOptions } from '../../src/ledger/ledger.js';
import { exampleDocuments } from './example-documents.js';
import { openFixture } from './fixture.js';

fc.configureGlobal({ seed: 20_260_102 });

const ids = fc.constantFrom('a', 'b', 'c', null);
const days = fc.constantFrom('2026-01-02', '2026-01-03', '2026-01-04');

/** Few ids and days, so that documents meet. */
const nights = fc.record({ id: ids, day: days, score: fc.option(fc.nat(2)) }).map(({ id, day, score }) => ({
  ...{ id, day, score, contributors: {} },
  timestamp: `${day}T04:00:00+02:00`,
}));
const workouts = fc
  .record({ id: ids, day: days, calories: fc.option(fc.nat(2)), activity: fc.constantFrom('running', 'rowing') })
  .map(({ day, ...values }) => ({ ...exampleDocuments.workout, ...values, day, start_datetime: `${day}T10:00:00+02:00` }));

describe.each<[string, DocumentCollection, fc.Arbitrary<{ id: string | null }>, PutOptions]>([
  ['written', dailySleep, nights, {}],
  ['imported', dailySleep, nights, { keepRicher: true }],
  ['written', workout, workouts, {}],
  ['imported', workout, workouts, { keepRicher: true }],
])('%s documents of $name', (_how, collection, documents, options) => {
  test('in one call end as they do one by one', async () => {
    const [atOnce, oneByOne] = [await openFixture(), await openFixture()];
    const stored = fc.uniqueArray(documents, { maxLength: 4, selector: ({ id }) => id });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(stored, fc.array(documents, { maxLength: 6 }), async (before, call) => {
        const owner = await atOnce.addUser(`user ${++count}`);
        await oneByOne.addUser(owner.id);
        for (const fixture of [atOnce, oneByOne]) for (const document of before) await fixture.put(owner, collection, [document]);
        await atOnce.put(owner, collection, call, options);
        for (const document of call) await oneByOne.put(owner, collection, [document], options);
        expect(withoutMeta(await atOnce.list(owner, collection))).toEqual(withoutMeta(await oneByOne.list(owner, collection)));
      }),
      { numRuns: 50 },
    );
    await atOnce.store.close();
    await oneByOne.store.close();
  });
});

const withoutMeta = (documents: Record<string, unknown>[]) => documents.map(({ meta: _, ...document }) => document);
