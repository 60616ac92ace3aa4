import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { documentCollections, seriesCollections } from '../../src/collections/index.js';
import { behaviourOf } from '../../src/http/behaviour.js';
import { dayNumber } from '../../src/lib/dates.js';
import { EVENT_KINDS, parseEvent } from '../../src/simulator/events.js';
import { PERSONA_NAMES } from '../../src/simulator/person/personas.js';
import { createContractValidator } from '../contract/validate.js';
import { answerOf } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import type { Row } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });

const PEOPLE = 12;
const RANGE = 'start_date=2025-12-01&end_date=2026-04-01&start_datetime=2025-12-01&end_datetime=2026-04-01';
const behaviour = behaviourOf('contract');
const server = await startFrozenServer({ rateLimit: 0, behaviour });
afterAll(() => server.close());
const validator = createContractValidator();
const tokens: string[] = [];

beforeAll(async () => {
  const firstDay = dayNumber('2026-01-10') as number;
  for (let index = 0; index < PEOPLE; index++) {
    const kinds = EVENT_KINDS.filter((kind, i) => (i + index) % 3 === 0 && kind !== 'membership-lapse');
    const events = kinds.map((kind, i) => parseEvent(`${kind}@2026-02-${10 + 4 * i}`));
    const persona = PERSONA_NAMES[index % PERSONA_NAMES.length];
    const user = await server.simulation.add({ seed: 'answers', index, persona, events, firstDay, beats: index === 0 });
    const { body } = await answerOf(server.admin('POST', `/users/${user.id}/tokens`, {}));
    tokens.push(String((body as Row).token));
  }
  await server.simulation.catchUp(server.clock.now(), { isWatched: false });
});

/** The rows of all pages, of which the first is checked whole against the contract where there is but one. */
async function checkedRows(path: string, token: string | undefined): Promise<Row[]> {
  const url = `/v2/usercollection/${path}?${RANGE}`;
  const { status, body } = await answerOf(server.get(url, token));
  expect([path, validator.check(url, status, body)]).toEqual([path, []]);
  const { data, next_token } = body as { data: Row[]; next_token: string | null };
  expect(next_token).toBeNull();
  return data;
}

describe('what simulated people have', () => {
  test.each(documentCollections.map(({ name, paths }) => ({ name, path: paths[0] as string })))(
    '$name is what the contract says, alone and in pages of any size',
    async ({ name, path }) => {
      let [count, ids] = [0, new Set<unknown>()];
      for (const [person, token] of tokens.entries()) {
        behaviour.documentPageSize = 10_000;
        const rows = await checkedRows(path, token);
        ids = new Set([...ids, ...rows.map(({ id }) => id)]);
        count += rows.length;
        for (const { id } of rows.slice(-2)) {
          const url = `/v2/usercollection/${path}/${id}`;
          const { status, body } = await answerOf(server.get(url, token));
          expect(validator.check(url, status, body)).toEqual([]);
          expect(rows).toContainEqual(body);
        }
        if (person > 2) continue;
        for (const size of [1, 7]) {
          behaviour.documentPageSize = size;
          const walk = await walkPages((url) => server.get(url, token), `/v2/usercollection/${path}?${RANGE}`);
          expect(walk.rows).toEqual(rows);
        }
      }
      expect([name, count > 0, ids.size]).toEqual([name, true, count]);
    },
  );

  test.each(seriesCollections.map(({ paths }) => paths[0] as string))(
    '%s is what the contract says, and the same in small pages',
    async (path) => {
      const people = path === 'interbeat_interval' ? tokens.slice(0, 1) : tokens;
      for (const [person, token] of people.entries()) {
        const range = path === 'interbeat_interval' ? 'start_datetime=2026-02-01&end_datetime=2026-02-04' : RANGE;
        const url = `/v2/usercollection/${path}?${range}`;
        behaviour.seriesPageSize = 500_000;
        const { status, body } = await answerOf(server.get(url, token));
        expect([path, person, validator.check(url, status, body)]).toEqual([path, person, []]);
        const { data } = body as { data: Row[] };
        expect(data.length).toBeGreaterThan(100);
        if (person > 0) continue;
        behaviour.seriesPageSize = 1999;
        expect((await walkPages((next) => server.get(next, token), url)).rows).toEqual(data);
      }
    },
  );

  test('personal_info is what the contract says', async () => {
    for (const token of tokens) {
      const { status, body } = await answerOf(server.get('/v2/usercollection/personal_info', token));
      expect([status, validator.check('/v2/usercollection/personal_info', status, body)]).toEqual([200, []]);
      expect(Object.values(body as Row)).not.toContain(null);
    }
  });
});
