import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { createSeededRandom } from '../../src/lib/random.js';
import type { TestServer } from '../../src/testing.js';
import { createContractValidator } from '../contract/validate.js';
import { answerOf, listed, put, putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { heartRow, sampleDocument } from '../support/sample-documents.js';

const behaviour = behaviourOf('contract', { documentPageSize: 1, seriesPageSize: 1 });
const server = await startFrozenServer({ behaviour, rateLimit: 0 });
const otherServer = await startFrozenServer({ behaviour, random: createSeededRandom('another server') });
afterAll(() => Promise.all([server.close(), otherServer.close()]));

const STRESS = '/v2/usercollection/daily_stress';
const HEART = '/v2/usercollection/heartrate';
const SANDBOX_STRESS = '/v2/sandbox/usercollection/daily_stress';
const SANDBOX_HEART = '/v2/sandbox/usercollection/heartrate';
const LISTS = [STRESS, HEART, SANDBOX_STRESS, SANDBOX_HEART];

/** A user with two of everything. */
async function somebody(on: TestServer) {
  const user = await on.addUser();
  for (const collection of ['daily_stress', 'daily_spo2']) {
    await put(
      on,
      user.id,
      collection,
      ['2026-03-14', '2026-03-15'].map((day) => sampleDocument(collection, day)),
    );
  }
  await putRows(
    on,
    user.id,
    'heartrate',
    [1, 2].map((hours) => heartRow(Date.parse(NOW) - hours * 3_600_000)),
  );
  return user;
}

const [anna, berta, elsewhere] = [await somebody(server), await somebody(server), await somebody(otherServer)];
async function cursorOf(list: string, on = server, token = anna.token): Promise<string> {
  const { body } = await answerOf(on.get(list, token));
  expect(body).toMatchObject({ next_token: expect.any(String) });
  return (body as { next_token: string }).next_token;
}

const validator = createContractValidator();
async function expectRefusal(list: string, cursor: string, token = anna.token): Promise<void> {
  const url = `${list}?next_token=${encodeURIComponent(cursor)}`;
  const { status, body } = await answerOf(server.get(url, token));
  expect([cursor, status, body]).toEqual([cursor, 400, { detail: 'Invalid next_token.' }]);
  expect(validator.check(url, status, body)).toEqual([]);
}

describe.each(LISTS)('a cursor of %s', (list) => {
  test('is taken as it is, also twice', async () => {
    const url = `${list}?next_token=${await cursorOf(list)}`;
    expect(await answerOf(server.get(url, anna.token))).toMatchObject({ status: 200 });
    expect(await (await server.get(url, anna.token)).text()).toBe(await (await server.get(url, anna.token)).text());
  });

  test('is refused with any character changed', async () => {
    const cursor = await cursorOf(list);
    for (let at = 0; at < cursor.length; at++) {
      // The neighbour in the alphabet differs in the last bits only, which base64 does not use everywhere.
      for (const character of cursor[at] === 'B' ? 'AC' : 'B') {
        await expectRefusal(list, cursor.slice(0, at) + character + cursor.slice(at + 1));
      }
    }
  });

  test('is refused cut, grown and in other spellings of the same bytes', async () => {
    const cursor = await cursorOf(list);
    const bytes = Buffer.from(cursor, 'base64url');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const sameBytes = [...alphabet].map((last) => cursor.slice(0, -1) + last).filter((other) => other !== cursor);
    for (let length = 1; length < cursor.length; length += 3) await expectRefusal(list, cursor.slice(0, length));
    for (const other of [
      ...sameBytes,
      ...[`${cursor}A`, `${cursor}=`, `${cursor}==`, ` ${cursor}`, `${cursor} `, `${cursor}\n`, cursor + cursor, cursor.toLowerCase()],
      ...[`${bytes.toString('base64')}=`, bytes.toString('hex'), bytes.subarray(12).toString('base64url')],
    ]) {
      await expectRefusal(list, other);
    }
  });

  test.each(['x', 'null', 'undefined', '0', '{}', 'AAAAAAAAAAAAAAAAAAAA', '%', '💤', 'a'.repeat(5000)])(
    'garbage is refused: %.20s',
    async (garbage) => {
      await expectRefusal(list, garbage);
    },
  );

  test('is refused by every other list, by other people’s and by other servers', async () => {
    const cursor = await cursorOf(list);
    const others = [...LISTS, '/v2/usercollection/daily_spo2', '/v2/usercollection/ring_battery_level', '/v2/usercollection/workout'];
    for (const other of others) if (other !== list) await expectRefusal(other, cursor);
    await expectRefusal(list, await cursorOf(list, otherServer, elsewhere.token));
    if (!list.includes('sandbox')) await expectRefusal(list, cursor, berta.token);
  });
});

test('a cursor of the sandbox serves every caller', async () => {
  const url = `${SANDBOX_STRESS}?next_token=${await cursorOf(SANDBOX_STRESS)}`;
  expect(await (await server.get(url, 'undefined')).text()).toBe(await (await server.get(url, anna.token)).text());
});

test('a cursor outlives the token with which it was made', async () => {
  const cursor = await cursorOf(STRESS);
  const { body } = await answerOf(server.admin('POST', `/users/${anna.id}/tokens`, {}));
  expect(await listed(server.get(`${STRESS}?next_token=${cursor}`, (body as { token: string }).token))).toHaveLength(1);
});

test.each(['next_token=', 'next_token', 'next_token=&start_date=&start_datetime='])('%s counts as absent', async (query) => {
  for (const list of LISTS) {
    expect(await (await server.get(`${list}?${query}`, anna.token)).text()).toBe(await (await server.get(list, anna.token)).text());
  }
});
