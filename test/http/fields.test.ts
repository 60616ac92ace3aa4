import { afterAll, describe, expect, test } from 'vitest';
import { documentCollections } from '../../src/collections/index.js';
import { listed, put, putRows } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { sampleDocument } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());
const { id, token } = await server.addUser();
const DAY = '2026-03-14';
for (const { name } of documentCollections) await put(server, id, name, sampleDocument(name, DAY, { id: `one-${name}` }));
await putRows(server, id, 'heartrate', [{ timestamp: NOW, bpm: 60, source: 'rest' }]);
await putRows(server, id, 'interbeat_interval', [{ timestamp: NOW, ibi: 800, validity: 1 }]);
await putRows(server, id, 'ring_battery_level', [{ timestamp: NOW, level: 80, charging: false, in_charger: false }]);

const keysOf = async (path: string, query: string) => {
  const rows = await listed(server.get(`${path}?start_date=2026-03-13&end_date=2026-03-15&${query}`, token));
  expect(rows).toHaveLength(1);
  return Object.keys(rows[0] ?? {}).join(' ');
};
const live = (name: string) => `/v2/usercollection/${name}`;

describe('fields of documents', () => {
  test.each([
    ['daily_sleep', 'fields=score', 'id day score'],
    ['daily_sleep', 'fields=score,timestamp', 'id day score timestamp'],
    ['daily_sleep', 'fields=timestamp,score,day,id', 'id day score timestamp'],
    ['daily_sleep', 'fields=meta', 'id meta day'],
    ['daily_sleep', 'fields=id', 'id day'],
    ['daily_sleep', 'fields=day', 'id day'],
    ['daily_sleep', 'fields=%20score%20,%20contributors', 'id contributors day score'],
    ['daily_sleep', 'fields=score,+contributors', 'id contributors day score'],
    ['daily_sleep', 'fields=score%2Ccontributors', 'id contributors day score'],
    ['daily_sleep', 'fields=score,score,,score,', 'id day score'],
    ['daily_sleep', 'fields=nothing', 'id day'],
    ['daily_sleep', 'fields=score,nothing,steps', 'id day score'],
    ['daily_sleep', 'fields=,', 'id day'],
    ['daily_sleep', 'fields=Score', 'id day'],
    ['daily_sleep', 'fields=contributors.deep_sleep', 'id day'],
    ['daily_sleep', 'fields=*', 'id day'],
    ['daily_sleep', 'fields=constructor,__proto__,length', 'id day'],
    ['daily_sleep', 'fields=', 'id meta contributors day score timestamp'],
    ['daily_sleep', 'Fields=score', 'id meta contributors day score timestamp'],
    ['sleep', 'fields=heart_rate,hrv', 'id day heart_rate hrv'],
    ['workout', 'fields=activity', 'id activity day'],
    ['vO2_max', 'fields=vo2_max', 'id day vo2_max'],
    ['rest_mode_period', 'fields=episodes', 'id episodes start_day'],
    ['ring_configuration', 'fields=size', 'id size'],
    ['ring_configuration', 'fields=set_up_at', 'id set_up_at'],
    ['tag', 'fields=text', 'id day text timestamp tags'],
    ['enhanced_tag', 'fields=comment', 'id tag_type_code start_time end_time start_day end_day comment custom_name'],
    ['daily_resilience', 'fields=level', 'id day contributors level'],
  ])('%s?%s', async (name, query, keys) => {
    expect(await keysOf(live(name), query)).toBe(keys);
  });

  test('the selected are as they were', async () => {
    const list = `${live('sleep')}?start_date=2026-03-13`;
    const [whole] = await listed(server.get(list, token));
    const [selected] = await listed(server.get(`${list}&fields=bedtime_start,score,readiness,efficiency`, token));
    const { bedtime_start, readiness, efficiency, day } = whole ?? {};
    expect(selected).toEqual({ id: 'one-sleep', bedtime_start, readiness, efficiency, day });
  });

  test.each(documentCollections.map(({ name }) => name))('a single document of %s is always whole', async (name) => {
    const path = `${live(name)}/one-${name}`;
    expect(await (await server.get(`${path}?fields=id`, token)).text()).toBe(await (await server.get(path, token)).text());
  });
});

describe('fields of rows', () => {
  test.each([
    ['heartrate', 'fields=bpm', 'timestamp bpm'],
    ['heartrate', 'fields=source,bpm', 'timestamp bpm source'],
    ['heartrate', 'fields=timestamp_unix', 'timestamp timestamp_unix'],
    ['heartrate', 'fields=timestamp', 'timestamp'],
    ['heartrate', 'fields=nothing', 'timestamp'],
    ['heartrate', 'fields=%20bpm%20', 'timestamp bpm'],
    ['heartrate', 'fields=', 'timestamp timestamp_unix bpm source'],
    ['heartrate', 'fields=bpm&latest=true', 'timestamp bpm'],
    ['interbeat_interval', 'fields=ibi', 'timestamp ibi'],
    ['ring_battery_level', 'fields=level,in_charger', 'timestamp in_charger level'],
  ])('%s?%s', async (name, query, keys) => {
    expect(await keysOf(live(name), query)).toBe(keys);
  });
});

test.each(['daily_sleep', 'tag', 'heartrate'])('the sandbox knows no fields: %s', async (name) => {
  const path = `/v2/sandbox/usercollection/${name}?start_date=2026-01-01&start_datetime=2026-03-15T00:00:00`;
  expect(await (await server.get(`${path}&fields=id`, token)).text()).toBe(await (await server.get(path, token)).text());
});
