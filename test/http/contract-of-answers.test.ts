import { afterAll, describe, expect, test } from 'vitest';
import { collections, documentCollections, seriesCollections } from '../../src/collections/index.js';
import { behaviourOf } from '../../src/http/behaviour.js';
import type { TestServer } from '../../src/testing.js';
import { createContractValidator } from '../contract/validate.js';
import { answerOf } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import type { Row } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

const server = await startFrozenServer({ demo: true, rateLimit: 0 });
const ouraServer = await startFrozenServer({ demo: true, rateLimit: 0, behaviour: behaviourOf('oura') });
afterAll(() => Promise.all([server.close(), ouraServer.close()]));

const validator = createContractValidator();
const EVERYTHING = 'start_date=2000-01-01&end_date=2027-01-01&start_datetime=2000-01-01&end_datetime=2027-01-01';
/** Less is enough of what the made-up person of the sandbox does every day. */
const HALF_A_YEAR = 'start_date=2025-01-01&end_date=2025-07-01&start_datetime=2025-01-01&end_datetime=2025-01-03';

/** Asks with the demo user's token and checks the answer against the contract. */
function getChecked(on: TestServer) {
  return async (path: string) => {
    const response = await on.get(path, on.demoUser?.token);
    expect(validator.check(path, response.status, await response.clone().json())).toEqual([]);
    return response;
  };
}

describe.each([
  ['/v2/usercollection', EVERYTHING],
  ['/v2/sandbox/usercollection', HALF_A_YEAR],
])('what is answered below %s is what the contract says', (root, range) => {
  test.each(documentCollections.map(({ paths }) => paths[0]))('%s', async (path) => {
    const get = getChecked(server);
    const { rows } = await walkPages(get, `${root}/${path}?${range}`);
    expect(rows.length).toBeGreaterThan(1);
    for (const { id } of root.includes('sandbox') ? rows.slice(0, 20) : rows) await get(`${root}/${path}/${id}`);
    const fields = Object.keys(rows[0] as Row).filter((_key, place) => place % 3 === 0);
    await get(`${root}/${path}?${range}&fields=${fields}`);
    await get(`${root}/${path}?start_date=1999-01-01&end_date=1999-01-01`);
  });

  test.each(seriesCollections.map(({ paths }) => paths[0]))('%s', async (path) => {
    const get = getChecked(server);
    // There are millions of beats.
    const within =
      path === 'interbeat_interval' ? range.replace(/2000-01-01&end_datetime=2027-01-01/, '2026-03-10&end_datetime=2026-03-13') : range;
    const { rows } = await walkPages(get, `${root}/${path}?${within}`);
    expect(rows.length).toBeGreaterThan(100);
    for (const query of ['latest=true', `${within}&fields=timestamp_unix`, 'start_datetime=1999-01-01&end_datetime=1999-01-01', '']) {
      await get(`${root}/${path}?${query}`);
    }
  });

  test.each(collections.map(({ paths, kind }) => ({ path: paths[0], kind })))('refusals of $path', async ({ path, kind }) => {
    if (kind === 'profile') return;
    const refusals = [
      'start_date=x&start_datetime=x',
      'start_date=2026-01-02&end_date=2026-01-01&start_datetime=2&end_datetime=1',
      'next_token=x',
    ];
    for (const query of refusals) await getChecked(server)(`${root}/${path}?${query}`);
    if (kind === 'document') await getChecked(server)(`${root}/${path}/nothing`);
    const url = `${root}/${path}`;
    const { status, body } = await answerOf(server.get(url));
    expect([status, validator.check(url, status, body)]).toEqual([401, []]);
  });
});

test('personal_info', async () => {
  const { body } = await answerOf(getChecked(server)('/v2/usercollection/personal_info'));
  expect(Object.values(body as Row)).not.toContain(null);
});

describe('the profile oura says the same without meta', () => {
  const bare = ({ meta: _, ...rest }: Row) => rest;

  test.each(documentCollections.map(({ paths }) => paths[0]))('%s', async (path) => {
    for (const [root, range] of [
      ['/v2/usercollection', EVERYTHING],
      ['/v2/sandbox/usercollection', 'start_date=2025-01-01&end_date=2025-01-31'],
    ]) {
      const get = async (url: string) => {
        const response = await ouraServer.get(url, ouraServer.demoUser?.token);
        expect(await response.clone().text()).not.toContain('"meta":');
        return response;
      };
      const { rows } = await walkPages(get, `${root}/${path}?${range}`);
      const same = await walkPages((url) => server.get(url, server.demoUser?.token), `${root}/${path}?${range}`);
      expect(rows).toEqual(same.rows.map(bare));
      for (const row of rows.slice(-10)) expect((await answerOf(get(`${root}/${path}/${row.id}`))).body).toEqual(row);
      await get(`${root}/${path}?${range}&fields=meta`);
    }
  });
});
