import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { put, putRows } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import { heartRow, sampleDocument } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

const behaviour = behaviourOf('contract', { documentPageSize: 10, seriesPageSize: 10 });
const server = await startFrozenServer({ behaviour, rateLimit: 0 });
afterAll(() => server.close());

const FIRST = Date.parse('2026-03-01T00:00:00Z');
const WORKOUTS = '/v2/usercollection/workout?start_date=2026-03-01&end_date=2026-03-31';
const HEART = '/v2/usercollection/heartrate?start_datetime=2026-03-01&end_datetime=2026-03-31';
/** Minute 0 to 99 of March; ids that sort against time. */
const workout = (minute: number, id = `w${String(1000 - minute).padStart(4, '0')}`) =>
  sampleDocument('workout', '2026-03-01', { id, start_datetime: new Date(FIRST + minute * 60_000).toISOString(), activity: id });
const hundred = Array.from({ length: 100 }, (_, minute) => minute);
const workouts = () => hundred.map((minute) => workout(minute));

describe('documents written while a list is being walked', () => {
  test('come if they lie after the position, and none comes twice or is missed', async () => {
    const { id, token } = await server.addUser();
    await put(server, id, 'workout', workouts());
    const between = async (page: number) => {
      const last = page * 10 - 1;
      // Before, at, and after the place to which the walk has come; the last one beyond everything.
      for (const [minute, name] of [
        [0, 'before'],
        [last - 5, 'within'],
        [last, 'a tie'],
        [last, 'zz tie'],
        [last + 0.5, 'next'],
        [500 + page, 'end'],
      ] as const) {
        if (page <= 3) await put(server, id, 'workout', workout(minute, `${name} ${page}`));
      }
      if (page <= 3) await server.admin('DELETE', `/users/${id}/documents/workout/${workout(0).id}`);
    };
    const { rows } = await walkPages((path) => server.get(path, token), WORKOUTS, { between });
    const ids = rows.map((row) => String(row.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((name) => name.startsWith('w0') || name.startsWith('w1'))).toEqual(hundred.map((minute) => workout(minute).id));
    expect(ids.filter((name) => !name.startsWith('w'))).toEqual(
      expect.arrayContaining(['zz tie 1', 'next 1', 'zz tie 2', 'next 2', 'zz tie 3', 'next 3', 'end 1', 'end 2', 'end 3']),
    );
    expect(ids.filter((name) => /^(before|within|a tie) 1/.test(name))).toEqual([]);
    expect(rows.map((row) => row.start_datetime)).toEqual(rows.map((row) => row.start_datetime).sort());
  });

  test('that are removed leave no empty page and no gap', async () => {
    const { id, token } = await server.addUser();
    await put(server, id, 'workout', workouts());
    // The last document of each page goes as soon as it was read, and so does the first of the next one.
    const between = async (page: number) => {
      for (const minute of [page * 10 + page - 2, page * 10 + page - 1]) {
        await server.admin('DELETE', `/users/${id}/documents/workout/${workout(minute).id}`);
      }
    };
    const { rows } = await walkPages((path) => server.get(path, token), WORKOUTS, { between });
    const removedUnread = [10, 21, 32, 43, 54, 65, 76, 87, 98];
    expect(rows.map((row) => row.id)).toEqual(
      hundred.filter((minute) => !removedUnread.includes(minute)).map((minute) => workout(minute).id),
    );
  });

  test('by another process in the very moment neither repeat nor hide others', async () => {
    const { id, token } = await server.addUser();
    await put(server, id, 'workout', workouts());
    const { documents } = server.store;
    const { list } = documents;
    let pages = 0;
    documents.list = async (...args) => {
      const page = await list(...args);
      await put(server, id, 'workout', workout(0, `early ${++pages}`));
      await server.admin('DELETE', `/users/${id}/documents/workout/early%20${pages - 3}`);
      return page;
    };
    const walk = walkPages((path) => server.get(path, token), WORKOUTS);
    const { rows } = await walk.finally(() => {
      documents.list = list;
    });
    expect(rows.map((row) => row.id)).toEqual(workouts().map((row) => row.id));
  });
});

describe('rows written while a series is being walked', () => {
  test('come if they lie after the position, and none comes twice or is missed', async () => {
    const { id, token } = await server.addUser();
    const at = (minute: number) => FIRST + minute * 60_000;
    await putRows(
      server,
      id,
      'heartrate',
      hundred.map((minute) => heartRow(at(minute), 60)),
    );
    const between = async (page: number) => {
      if (page > 3) return;
      // Each page so far has had one row more than was there in the beginning.
      const last = page * 10 - page;
      await putRows(server, id, 'heartrate', [heartRow(at(0.1), 61), heartRow(at(last - 0.5), 61), heartRow(at(last), 61)]);
      await putRows(server, id, 'heartrate', [heartRow(at(last + 0.5), 100 + page), heartRow(at(500 + page), 110 + page)]);
    };
    const { rows } = await walkPages((path) => server.get(path, token), HEART, { between });
    expect(rows.filter(({ bpm }) => Number(bpm) < 100).map((row) => row.timestamp_unix)).toEqual(hundred.map(at));
    expect(rows.map(({ bpm }) => bpm).filter((bpm) => Number(bpm) > 60)).toEqual([101, 102, 103, 111, 112, 113]);
    expect(rows.map((row) => row.timestamp_unix)).toEqual(rows.map((row) => Number(row.timestamp_unix)).sort((a, b) => a - b));
  });
});
