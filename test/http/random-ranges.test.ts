import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { put, putRows } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { heartRow, type Row, sampleDocument } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

const behaviour = behaviourOf('contract');
const server = await startFrozenServer({ behaviour, rateLimit: 0 });
afterAll(() => server.close());

const FIRST = Date.parse('2026-03-01T00:00:00Z');
const DAYS = 20;
const instants = fc
  .oneof(
    fc.integer({ min: 0, max: DAYS * 86_400_000 }),
    // Instants at and beside midnights, and few enough of them that some meet.
    fc.tuple(fc.integer({ min: 0, max: DAYS }), fc.constantFrom(-1, 0, 1)).map(([day, ms]) => day * 86_400_000 + ms),
  )
  .map((ms) => FIRST + ms);
const offsets = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 15);

const two = (value: number) => String(value).padStart(2, '0');
const offsetText = (minutes: number) =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
const localText = (ms: number, offset: number) => new Date(ms + offset * 60_000).toISOString().replace('Z', offsetText(offset));

/** A bound as a text, with the instant that it must mean. */
const bounds = fc.tuple(instants, offsets, fc.constantFrom('date', 'local', 'utc', 'naive', 'unix')).map(([ms, offset, form]) => {
  const day = new Date(ms).toISOString().slice(0, 10);
  if (form === 'date') return { text: day, ms: Date.parse(day) };
  if (form === 'local') return { text: encodeURIComponent(localText(ms, offset)), ms };
  if (form === 'naive') return { text: new Date(ms).toISOString().slice(0, -1), ms };
  return { text: form === 'unix' ? String(ms) : new Date(ms).toISOString(), ms };
});
const ranges = fc.array(fc.tuple(bounds, bounds), { minLength: 5, maxLength: 5 });
const pageSizes = fc.integer({ min: 1, max: 40 });

describe('any documents and rows in any range by any page size', () => {
  test('are those that a filter finds, in order', async () => {
    const people = fc.array(fc.record({ ms: instants, offset: offsets }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(people, ranges, pageSizes, fc.boolean(), async (made, asked, size, isByDay) => {
        const { id, token } = await server.addUser();
        const documents = made.map(({ ms, offset }, place) => {
          const start_datetime = localText(ms, offset);
          return { ms, day: start_datetime.slice(0, 10), document: workout(start_datetime, String(place)) };
        });
        await put(
          server,
          id,
          'workout',
          documents.map(({ document }) => document),
        );
        behaviour.documentPageSize = size;
        behaviour.range = isByDay ? 'day' : 'instant';
        for (const [one, other] of asked) {
          const [start, end] = one.ms <= other.ms ? [one, other] : [other, one];
          const utcDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
          const expected = documents
            .filter(({ ms, day }) => (isByDay ? day >= utcDay(start.ms) && day <= utcDay(end.ms) : ms >= start.ms && ms <= end.ms))
            .sort((a, b) => a.ms - b.ms || (String(a.document.id) < String(b.document.id) ? -1 : 1))
            .map(({ document }) => document.id);
          const query = `start_date=${start.text}&end_date=${end.text}`;
          const { rows, sizes } = await walkPages((path) => server.get(path, token), `/v2/usercollection/workout?${query}`);
          expect(rows.map(({ id: found }) => found)).toEqual(expected);
          expect(sizes).toHaveLength(Math.max(1, Math.ceil(expected.length / size)));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('are, of a series, the last ones put at each time', async () => {
    const puts = fc.array(fc.array(fc.record({ ms: instants, bpm: fc.integer({ min: 30, max: 220 }) }), { maxLength: 60 }), {
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(puts, ranges, pageSizes, async (made, asked, size) => {
        const { id, token } = await server.addUser();
        const kept = new Map<number, number>();
        for (const rows of made) {
          await putRows(
            server,
            id,
            'heartrate',
            rows.map(({ ms, bpm }) => heartRow(ms, bpm)),
          );
          for (const { ms, bpm } of rows) kept.set(ms, bpm);
        }
        behaviour.seriesPageSize = size;
        for (const [one, other] of asked) {
          const [start, end] = one.ms <= other.ms ? [one, other] : [other, one];
          const expected = [...kept].filter(([ms]) => ms >= start.ms && ms <= end.ms).sort(([a], [b]) => a - b);
          const query = `start_datetime=${start.text}&end_datetime=${end.text}`;
          const { rows, sizes } = await walkPages((path) => server.get(path, token), `/v2/usercollection/heartrate?${query}`);
          expect(rows.map(({ timestamp_unix, bpm }) => [timestamp_unix, bpm])).toEqual(expected);
          expect(sizes).toHaveLength(Math.max(1, Math.ceil(expected.length / size)));
        }
      }),
      { numRuns: 30 },
    );
  });
});

function workout(start_datetime: string, id: string): Row {
  return sampleDocument('workout', start_datetime.slice(0, 10), { id, start_datetime });
}
