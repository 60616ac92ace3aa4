import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { answerOf, put } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import { sampleDocument } from '../support/sample-documents.js';

/** The machine's time, which tests let run. */
let machineMs = Date.parse(NOW);
const clock = { now: () => machineMs };
const server = await startFrozenServer({ clock });
afterAll(() => server.close());
beforeEach(() => {
  machineMs = Date.parse(NOW);
  return server.admin('POST', '/clock', { set: NOW, frozen: false });
});

const turn = (body: unknown) => answerOf(server.admin('POST', '/clock', body));
const read = async () => (await answerOf(server.admin('GET', '/clock'))).body;
const later = (seconds: number) => new Date(Date.parse(NOW) + seconds * 1000).toISOString();

describe('the clock', () => {
  test('runs with the machine until it is frozen', async () => {
    machineMs += 1500;
    expect(await read()).toEqual({ now: later(1.5), frozen: false });
    expect(await turn({ frozen: true })).toEqual({ status: 200, body: { now: later(1.5), frozen: true } });
    machineMs += 60_000;
    expect(await read()).toEqual({ now: later(1.5), frozen: true });
    expect(await turn({ frozen: false })).toEqual({ status: 200, body: { now: later(1.5), frozen: false } });
    machineMs += 1000;
    expect(await read()).toEqual({ now: later(2.5), frozen: false });
  });

  test.each<[string, object, string, boolean]>([
    ['nothing', {}, NOW, false],
    ['set', { set: '2020-02-29T12:00:00Z' }, '2020-02-29T12:00:00.000Z', false],
    ['set in local time', { set: '2020-02-29T12:00:00+02:00' }, '2020-02-29T10:00:00.000Z', false],
    ['advance', { advance: 90 }, later(90), false],
    ['advance by milliseconds', { advance: 0.25 }, later(0.25), false],
    ['advance backwards', { advance: -86_400 }, later(-86_400), false],
    ['set, then advance, then freeze', { frozen: true, advance: 1, set: '2020-01-01T00:00:00Z' }, '2020-01-01T00:00:01.000Z', true],
  ])('%s', async (_what, body, now, frozen) => {
    expect(await turn(body)).toEqual({ status: 200, body: { now, frozen } });
    expect(await read()).toEqual({ now, frozen });
    machineMs += 1000;
    expect(await read()).toEqual({ now: frozen ? now : new Date(Date.parse(now) + 1000).toISOString(), frozen });
  });

  test('is turned while it is frozen, and stays so', async () => {
    await turn({ frozen: true });
    expect((await turn({ advance: 3600 })).body).toEqual({ now: later(3600), frozen: true });
    expect((await turn({ set: NOW })).body).toEqual({ now: NOW, frozen: true });
  });

  test('gives documents their time', async () => {
    const { id, token } = await server.addUser();
    await turn({ set: '2031-05-06T07:08:09.123Z', frozen: true });
    await put(server, id, 'daily_sleep', sampleDocument('daily_sleep', '2031-05-06'));
    const { body } = await answerOf(server.get('/v2/usercollection/daily_sleep', token));
    expect(body).toMatchObject({ data: [{ meta: { updated_at: '2031-05-06T07:08:09.123Z' } }] });
  });

  test.each<[unknown, (string | number)[]]>([
    [{ set: 'tomorrow' }, ['body', 'set']],
    [{ set: '2026-03-15T12:00:00' }, ['body', 'set']],
    [{ set: 1_773_576_000 }, ['body', 'set']],
    [{ advance: '90' }, ['body', 'advance']],
    [{ advance: null }, ['body', 'advance']],
    [{ advance: 1e300 }, ['body', 'advance']],
    [{ advance: -1e12 }, ['body', 'advance']],
    [{ set: '9999-12-31T23:59:59Z', advance: 1 }, ['body', 'advance']],
    [{ frozen: 'yes' }, ['body', 'frozen']],
    [{ set: NOW, advance: 'x' }, ['body', 'advance']],
    [{ speed: 2 }, ['body']],
    [[], ['body']],
  ])('%j is answered 422 and changes nothing', async (body, loc) => {
    expect(await turn(body)).toMatchObject({ status: 422, body: { detail: [{ type: expect.any(String), loc, msg: expect.any(String) }] } });
    expect(await read()).toEqual({ now: NOW, frozen: false });
  });
});

describe('a turned clock', () => {
  test.each<[string, object, string, string]>([
    ['frozen', { set: '2020-01-01T00:00:00Z', frozen: true }, '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z'],
    ['set on', { advance: 86_400 }, later(86_400), later(86_400 + 600)],
  ])('%s outlives the server', async (_what, body, before, after) => {
    const data = await mkdtemp(path.join(tmpdir(), 'circlet-clock-'));
    machineMs = Date.parse(NOW);
    const first = await startFrozenServer({ clock, data });
    expect((await answerOf(first.admin('POST', '/clock', body))).body).toMatchObject({ now: before });
    await first.close();
    machineMs += 600_000;
    const second = await startFrozenServer({ clock, data });
    expect((await answerOf(second.admin('GET', '/clock'))).body).toEqual({ now: after, frozen: 'frozen' in body });
    await second.close();
    await rm(data, { recursive: true });
  });
});
