import { afterAll, describe, expect, test } from 'vitest';
import { behaviourOf } from '../../src/http/behaviour.js';
import { CLIENTS, type KnownClient } from './table.js';
import { daysBetween, ratesBetween, startWearerServer } from './wearer.js';
import { send } from './wire.js';

const server = await startWearerServer({ behaviour: behaviourOf('oura') });
const small = await startWearerServer({ behaviour: behaviourOf('oura', { documentPageSize: 2, seriesPageSize: 20 }) });
afterAll(() => Promise.all([server.close(), small.close()]));

interface Page {
  data: Record<string, unknown>[];
  next_token: string | null;
}

/** Asks for one page as a client does, and holds the answer to what every one of them needs. */
async function pageOf({ headers }: KnownClient, { url, wearer }: typeof server, path: string, query: string): Promise<Page> {
  const answer = await send('GET', `${url}/v2/usercollection/${path}?${query}`, { ...headers, authorization: `Bearer ${wearer.token}` });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/json']);
  const page = JSON.parse(answer.text) as Page;
  expect(Object.keys(page)).toEqual(['data', 'next_token']);
  for (const document of page.data) expect(Object.keys(document)).not.toContain('meta');
  if (page.next_token !== null) {
    // samuelmr-oura writes it into the address as it is; open-wearables ends at an empty page.
    expect(page.next_token).toMatch(/^[\w-]+$/);
    expect(page.data).not.toHaveLength(0);
  }
  return page;
}

/** All pages, each asked for as the client does it. */
async function everyPage(client: KnownClient, path: string, query: string, way: KnownClient['paging']): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const seen = new Set<string>();
  for (let asked = query; ; ) {
    const { data, next_token } = await pageOf(client, small, path, asked);
    found.push(...data);
    if (next_token === null) break;
    // proscar87-oura-mcp takes a cursor that comes twice for a circle.
    expect(seen.has(next_token)).toBe(false);
    seen.add(next_token);
    asked = way === 'cursor alone' ? `next_token=${next_token}` : `${query}&next_token=${next_token}`;
  }
  expect(seen.size).toBeGreaterThan(0);
  return found;
}

const waysOf = ({ paging }: KnownClient): KnownClient['paging'][] =>
  paging === 'caller' ? ['cursor alone', 'cursor and query'] : [paging];
const paged = CLIENTS.filter(({ paging }) => paging !== 'first page only').flatMap((client) =>
  waysOf(client).map((way) => ({ client, way })),
);
const withRates = CLIENTS.filter(({ rates }) => rates !== undefined);
const instantsOf = (rows: Record<string, unknown>[]) => rows.map(({ timestamp }) => Date.parse(timestamp as string));

describe('days', () => {
  test.each(CLIENTS)('$name finds $findsDays by $days', async (client) => {
    const { data, next_token } = await pageOf(client, server, 'daily_sleep', client.days);
    expect(data.map(({ day }) => day)).toEqual(daysBetween(...client.findsDays));
    expect(next_token).toBeNull();
  });
});

describe('heart rates', () => {
  test.each(withRates)('$name finds those of $findsRates by $rates', async (client) => {
    const { data, next_token } = await pageOf(client, server, 'heartrate', client.rates as string);
    const expected = ratesBetween(...(client.findsRates as [string, string]));
    expect(expected.length).toBeGreaterThan(12);
    expect(instantsOf(data)).toEqual(expected);
    expect(next_token).toBeNull();
  });
});

describe('pages', () => {
  test.each(paged.filter(({ client }) => client.findsDays[0] === '2026-03-08' && client.findsDays[1] === '2026-03-12'))(
    '$client.name walks over days with $way',
    async ({ client, way }) => {
      const documents = await everyPage(client, 'daily_sleep', client.days, way);
      expect(documents.map(({ day }) => day)).toEqual(daysBetween(...client.findsDays));
    },
  );

  test.each(paged.filter(({ client }) => client.rates !== undefined))(
    '$client.name walks over rates with $way',
    async ({ client, way }) => {
      const rows = await everyPage(client, 'heartrate', client.rates as string, way);
      expect(instantsOf(rows)).toEqual(ratesBetween(...(client.findsRates as [string, string])));
    },
  );
});
