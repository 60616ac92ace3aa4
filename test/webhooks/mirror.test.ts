import { afterAll, expect, test, vi } from 'vitest';
import { documentCollections, findCollection } from '../../src/collections/index.js';
import { DAY_MS, utcDateTime } from '../../src/lib/dates.js';
import { EVENT_TYPES } from '../../src/storage/subscriptions.js';
import { eventfulPeople, FIRST_DAY } from '../support/eventful-people.js';
import { startReceiver } from './receiver.js';
import { startWebhookServer } from './webhook-server.js';

vi.setConfig({ testTimeout: process.env.CIRCLET_MIRROR ? 3_600_000 : 60_000 });

/** `CIRCLET_MIRROR=20x365` for the whole of it, which takes minutes. */
const [PEOPLE = 3, DAYS = 14] = (process.env.CIRCLET_MIRROR ?? '').split('x').filter(Boolean).map(Number);

const server = await startWebhookServer({ rateLimit: 0, appRateLimit: 0, tokenTtl: 10 * 365 * 86_400 });
const receiver = await startReceiver();
afterAll(() => Promise.all([server.close(), receiver.close()]));

test(`a receiver that fetches what each event tells of has everything after ${DAYS} days of ${PEOPLE} people`, async () => {
  await server.admin('POST', '/clock', { set: utcDateTime(FIRST_DAY * DAY_MS), frozen: true });
  const tokens = new Map<string, string>();
  const userNos = new Map<string, number>();
  for (let index = 0; index < PEOPLE; index++) {
    const like = eventfulPeople[index % eventfulPeople.length] as (typeof eventfulPeople)[number];
    const spec = { ...like, index: 100 + index, beats: false, events: like.events.filter(({ kind }) => kind !== 'membership-lapse') };
    const { id, userNo } = await server.simulation.add(spec);
    userNos.set(id, userNo);
    tokens.set(id, (await server.pairFor(server.app, { login_hint: id })).access_token);
  }
  for (const { dataType } of documentCollections) for (const event of EVENT_TYPES) await server.subscribe(receiver.url, event, dataType);
  const since = (await server.store.listChanges(0, 100_000)).at(-1)?.seq ?? 0;

  const mirror = new Map<string, string>();
  const byDataType = new Map(documentCollections.map((collection) => [collection.dataType, collection]));
  receiver.answerWith(async (_, response, { body }) => {
    const { data_type, object_id, user_id } = JSON.parse(body) as Record<'data_type' | 'object_id' | 'user_id', string>;
    const collection = byDataType.get(data_type);
    // Without the network, which would be most of the time.
    const url = `${server.url}/v2/usercollection/${collection?.paths[0]}/${encodeURIComponent(object_id)}`;
    const answer = await server.fetch(new Request(url, { headers: { authorization: `Bearer ${tokens.get(user_id)}` } }));
    const key = `${user_id} ${collection?.name} ${object_id}`;
    if (answer.status === 200) mirror.set(key, await answer.text());
    else mirror.delete(key);
    response.end();
  });
  for (let day = 1; day <= DAYS; day++) {
    await server.admin('POST', '/clock', { set: utcDateTime((FIRST_DAY + day) * DAY_MS + 3_600_000 * (day % 24)) });
    await server.settle();
    if (day % 60 === 0) for (const { id } of await server.store.subscriptions.list()) await server.ask('PUT', `/renew/${id}`);
  }

  const changes = await server.store.listChanges(since, 10_000_000);
  expect(receiver.events.length).toBe(changes.filter(({ collection }) => findCollection(collection)?.kind === 'document').length);
  expect(receiver.events.length).toBeGreaterThan(PEOPLE * DAYS * 5);
  if (process.env.CIRCLET_MIRROR) process.stderr.write(`${receiver.events.length} events\n`);
  const stored = new Map<string, string>();
  for (const [id, userNo] of userNos) {
    for (const collection of documentCollections) {
      for await (const text of server.store.documentTexts(userNo, collection)) {
        stored.set(`${id} ${collection.name} ${(JSON.parse(text) as { id: string }).id}`, text);
      }
    }
  }
  const wrong = [...stored.keys()].filter((key) => mirror.get(key) !== stored.get(key));
  // What was there before anybody subscribed is nobody's to tell.
  const told = new Set(changes.map(({ documentId }) => documentId));
  expect(wrong.filter((key) => told.has(key.split(' ')[2] as string))).toEqual([]);
  expect([...mirror.keys()].filter((key) => !stored.has(key))).toEqual([]);
});
