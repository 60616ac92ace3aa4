import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { heartrate } from '../../src/collections/heartrate.js';
import type { SeriesRows } from '../../src/collections/series-rows.js';
import { DAY_MS, dayNumber } from '../../src/lib/dates.js';
import { putSeriesDays, type SeriesDay, type StoredDay } from '../../src/storage/series.js';
import { decodeRows } from '../../src/storage/series-codec.js';
import { openFixture } from '../ledger/fixture.js';

fc.configureGlobal({ seed: 20_260_102 });

const FIRST_DAY = dayNumber('2026-01-02') as number;
const MOST_DAYS = 80;

const fixture = await openFixture();
const { store } = fixture;
afterAll(() => store.close());
let count = 0;

/** Rows whose chunk has any byte: first values up to any number, and the first choice, which is zero. */
const rows = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(2 ** 31 - 1), fc.nat(2)).map(([length, most, choice]): SeriesRows => {
  const times = Array.from({ length }, (_, at) => at * 300_000);
  return { times, columns: [times.map((_, at) => most >>> (at * 7)), times.map(() => choice)] };
});

/** Days in order, with gaps among them. */
const lives = fc
  .uniqueArray(fc.nat(MOST_DAYS), { minLength: 1, maxLength: MOST_DAYS })
  .chain((days) => fc.tuple(...days.toSorted((a, b) => a - b).map((day) => rows.map((ofDay) => dayOf(FIRST_DAY + day, ofDay)))));

const dayOf = (day: number, { times, columns }: SeriesRows): SeriesDay => ({
  day,
  rows: { times: times.map((ms) => day * DAY_MS + ms), columns },
});

const readDay = ({ day, chunks, from, to }: StoredDay): SeriesDay => ({
  day,
  rows: decodeRows(heartrate, chunks.subarray(from, to), day * DAY_MS),
});

test('days come as they were written, however many are read at once', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.nat(MOST_DAYS), fc.nat(MOST_DAYS), fc.constantFrom(1, 2000, 100_000), async (days, a, b, wanted) => {
      const { userNo } = await fixture.addUser(`user ${++count}`);
      await store.engine.transaction((db) => putSeriesDays(db, userNo, heartrate, days));
      const [from, to] = [FIRST_DAY + Math.min(a, b), FIRST_DAY + Math.max(a, b)];
      const read: SeriesDay[] = [];
      for await (const some of store.series.days(userNo, heartrate, from, to, wanted)) read.push(...some.map(readDay));
      expect(read).toEqual(days.filter(({ day }) => day >= from && day <= to));
      const last = await store.series.last(userNo, heartrate);
      expect(last && readDay(last)).toEqual(days.at(-1) ?? null);
    }),
    { numRuns: 60 },
  );
});
