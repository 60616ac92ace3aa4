import { afterAll, describe, expect, test } from 'vitest';
import { documentCollections } from '../../src/collections/index.js';
import { behaviourOf } from '../../src/http/behaviour.js';
import { answerOf, listed, put } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { type Row, sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
const ouraServer = await startFrozenServer({ behaviour: behaviourOf('oura') });
afterAll(() => Promise.all([server.close(), ouraServer.close()]));
const [user, ouraUser] = [await server.addUser(), await ouraServer.addUser()];
const get = (path: string) => server.get(`/v2/usercollection/${path}`, user.token);
const DAY = '2026-03-14';
const withoutMeta = ['tag', 'enhanced_tag', 'daily_resilience'];

describe.each(documentCollections)('$name', ({ name, body, paths }) => {
  test('writes id, meta, then all other keys in their order, with nulls', async () => {
    const { created } = await put(server, user.id, name, sampleDocument(name, DAY));
    const text = await (await get(`${paths[0]}/${created[0]}`)).text();
    const keys = Object.keys(body.shape);
    expect(Object.keys(JSON.parse(text))).toEqual(['id', ...(withoutMeta.includes(name) ? [] : ['meta']), ...keys]);
    expect(text).toMatch(/^\{"id":"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",/);
    expect(Object.values(JSON.parse(text))).not.toContain(undefined);
    if (!withoutMeta.includes(name)) expect(text).toContain(`","meta":{"updated_at":"${NOW}","version":1},`);
    const list = await (await get(`${paths[0]}?start_date=2026-03-13&end_date=2026-03-15`)).text();
    expect(list).toBe(`{"data":[${text}],"next_token":null}`);
  });

  test('has no meta in the profile oura', async () => {
    const { created } = await put(ouraServer, ouraUser.id, name, sampleDocument(name, DAY));
    const path = `/v2/usercollection/${paths[0]}`;
    const text = await (await ouraServer.get(`${path}/${created[0]}`, ouraUser.token)).text();
    expect(Object.keys(JSON.parse(text))).toEqual(['id', ...Object.keys(body.shape)]);
    expect(await (await ouraServer.get(`${path}?start_date=2026-03-13`, ouraUser.token)).text()).toBe(
      `{"data":[${text}],"next_token":null}`,
    );
  });

  test.each(['nothing', '00000000-0000-4000-8000-000000000000', '%20', '%00', "' or 1=1 --", '%F0%9F%92%A4', '..%2F..', 'x'.repeat(3000)])(
    'has no document %.20s',
    async (id) => {
      expect(await answerOf(get(`${paths[0]}/${id}`))).toEqual({ status: 404, body: { detail: 'Document not found.' } });
    },
  );

  test('is at every path it has', async () => {
    const id = `alias-${name}`;
    await put(server, user.id, name, sampleDocument(name, DAY, { id }));
    const answers = await Promise.all(paths.flatMap((path) => [get(`${path}/${id}`), get(path)]).map(answerOf));
    for (const answer of answers) expect(answer.status).toBe(200);
  });
});

describe('vO2_max', () => {
  test('is at vo2_max, too, with the same cursor and documents', async () => {
    const { id, token } = await server.addUser();
    await put(server, id, 'vO2_max', sampleDocument('vO2_max', DAY, { id: 'one' }));
    for (const path of ['', '/one', '?fields=vo2_max']) {
      const [upper, lower] = ['vO2_max', 'vo2_max'].map((name) => server.get(`/v2/usercollection/${name}${path}`, token));
      expect(await (await lower)?.text()).toBe(await (await upper)?.text());
    }
    expect((await server.get('/v2/sandbox/usercollection/vo2_max', token)).status).toBe(200);
    expect((await server.get('/v2/usercollection/VO2_max', token)).status).toBe(404);
  });
});

describe('version and updated_at', () => {
  test('tell how often and when a document has been changed', async () => {
    const { id, token } = await server.addUser();
    const write = async (score: number, advance: number) => {
      await server.admin('POST', '/clock', { advance });
      await put(server, id, 'daily_sleep', sampleDocument('daily_sleep', DAY, { id: 'one', score }));
      const { body } = await answerOf(server.get('/v2/usercollection/daily_sleep/one', token));
      return [(body as Row).score, (body as Row).meta];
    };
    const at = (seconds: number, version: number) => ({ updated_at: new Date(Date.parse(NOW) + seconds * 1000).toISOString(), version });
    expect(await write(70, 0)).toEqual([70, at(0, 1)]);
    expect(await write(70, 60)).toEqual([70, at(0, 1)]);
    expect(await write(71, 60.5)).toEqual([71, at(120.5, 2)]);
    expect(await write(70, 60)).toEqual([70, at(180.5, 3)]);
    await server.admin('DELETE', `/users/${id}/documents/daily_sleep/one`);
    expect(await write(70, 60)).toEqual([70, at(240.5, 1)]);
    await server.admin('POST', '/clock', { set: NOW });
  });

  test('that a writer sends along do not count', async () => {
    const meta = { updated_at: '2001-01-01T00:00:00.000Z', version: 77 };
    await put(server, user.id, 'daily_sleep', sampleDocument('daily_sleep', DAY, { id: 'with meta', meta }));
    const { body } = await answerOf(get('daily_sleep/with%20meta'));
    expect(body).toMatchObject({ meta: { updated_at: NOW, version: 1 } });
  });
});

describe('ids', () => {
  test.each([
    'daily_sleep-2513-2026-03-14',
    'UPPER',
    '0',
    'null',
    'with blank',
    'a+b',
    'a/b',
    'a/b/',
    '100%',
    '%41',
    '%2F',
    'a?b=c',
    'a#b',
    'a&b',
    "it's",
    'käse',
    '睡眠',
    '💤',
    ':document_id',
    '*',
    '...',
    'x'.repeat(200),
  ])('may be %.40s', async (id) => {
    const { id: owner, token } = await server.addUser();
    const path = `/v2/usercollection/daily_sleep/${encodeURIComponent(id)}`;
    expect(await put(server, owner, 'daily_sleep', sampleDocument('daily_sleep', DAY, { id }))).toMatchObject({ created: [id] });
    expect(await answerOf(server.get(path, token))).toMatchObject({ status: 200, body: { id, day: DAY } });
    expect(await listed(server.get('/v2/usercollection/daily_sleep', token))).toMatchObject([{ id }]);
    const deleted = await server.admin('DELETE', `/users/${owner}/documents/daily_sleep/${encodeURIComponent(id)}`);
    expect([deleted.status, (await server.get(path, token)).status]).toEqual([204, 404]);
  });

  test('belong to one collection of one user', async () => {
    const [anna, berta] = [await server.addUser(), await server.addUser()];
    for (const { id } of [anna, berta]) {
      await put(server, id, 'daily_sleep', sampleDocument('daily_sleep', DAY, { id: 'same', score: 1 }));
      await put(server, id, 'daily_readiness', sampleDocument('daily_readiness', DAY, { id: 'same', score: 2 }));
    }
    await put(server, berta.id, 'daily_sleep', sampleDocument('daily_sleep', DAY, { id: 'same', score: 3 }));
    const scoreOf = async (collection: string, token: string) =>
      ((await answerOf(server.get(`/v2/usercollection/${collection}/same`, token))).body as Row).score;
    expect([await scoreOf('daily_sleep', anna.token), await scoreOf('daily_readiness', anna.token)]).toEqual([1, 2]);
    expect([await scoreOf('daily_sleep', berta.token), await scoreOf('daily_readiness', berta.token)]).toEqual([3, 2]);
  });

  test('that were not given follow from the user and the moment', async () => {
    const { id, token } = await server.addUser();
    const first = await put(server, id, 'workout', sampleDocument('workout', DAY));
    const again = await put(server, id, 'workout', sampleDocument('workout', DAY, { calories: 100 }));
    const another = await put(server, id, 'workout', sampleDocument('workout', DAY, { activity: 'cycling' }));
    expect([again.updated, another.created[0] === first.created[0]]).toEqual([first.created, false]);
    expect(await listed(server.get('/v2/usercollection/workout', token))).toHaveLength(2);
    const elsewhere = await server.addUser();
    expect(await put(server, elsewhere.id, 'workout', sampleDocument('workout', DAY))).not.toEqual(first);
  });
});
