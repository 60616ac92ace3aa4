import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayNumber } from '../../src/lib/dates.js';
import { parseEvent } from '../../src/simulator/events.js';
import { answerOf, listed } from '../support/answers.js';
import { NOW, startFrozenServer } from '../support/frozen-server.js';
import type { Row } from '../support/sample-documents.js';

const server = await startFrozenServer();
afterAll(() => server.close());

interface TrueDay {
  day: string;
  events: string[];
  state: Row;
  sleep: { bedtime_start: string; bedtime_end: string; is_recorded: boolean; stages_30_sec: string }[];
}

const FIRST = '2026-02-01';
const events = [parseEvent('flu@2026-02-20+6'), parseEvent('alcohol:1.2@2026-03-05')];
let userId = '';
let token = '';
beforeAll(async () => {
  const spec = { seed: 'truth', index: 0, persona: 'steady', zone: 'Europe/Helsinki', events, beats: false } as const;
  const user = await server.simulation.add({ ...spec, firstDay: dayNumber(FIRST) as number });
  await server.simulation.catchUp(Date.parse(NOW), { isWatched: false });
  userId = user.id;
  const made = await answerOf(server.admin('POST', `/users/${userId}/tokens`, {}));
  token = String((made.body as Row).token);
});

const truth = (query: string, id = userId) => answerOf(server.admin('GET', `/users/${id}/truth${query}`));
const daysOf = async (query: string) => ((await truth(query)).body as { data: TrueDay[] }).data;

describe('the days of the truth', () => {
  test.each([
    ['', '2026-02-14', '2026-03-15', 30],
    ['?start_day=2026-03-01', '2026-03-01', '2026-03-15', 15],
    ['?end_day=2026-02-03', '2026-02-01', '2026-02-03', 3],
    ['?start_day=2026-03-01&end_day=2026-03-01', '2026-03-01', '2026-03-01', 1],
    ['?start_day=2025-06-01&end_day=2026-02-02', '2026-02-01', '2026-02-02', 2],
  ])('%j are from %s to %s', async (query, first, last, count) => {
    const data = await daysOf(query);
    expect([data[0]?.day, data.at(-1)?.day, data.length]).toEqual([first, last, count]);
  });

  test('before the first one there is none', async () => {
    expect(await truth('?start_day=2025-01-01&end_day=2025-01-31')).toEqual({ status: 200, body: { data: [] } });
  });

  test.each([
    ['?start_day=2026-02-30', 422],
    ['?end_day=yesterday', 422],
    ['?start_day=', 422],
    ['?start_day=2026-03-02&end_day=2026-03-01', 400],
    ['?start_day=2025-01-01&end_day=2026-03-01', 400],
  ])('%s is answered %i', async (query, status) => {
    const answer = await truth(query);
    expect(answer).toMatchObject({ status, body: { detail: expect.anything() } });
    expect(JSON.stringify(answer.body)).toContain(query.includes('end_day=y') ? 'end_day' : 'day');
  });

  test('there is none of other users', async () => {
    const { id } = await server.addUser();
    expect(await truth('', id)).toEqual({ status: 404, body: { detail: `User ${id} is not simulated.` } });
    expect((await truth('', 'nobody')).status).toBe(404);
  });

  test('and it is for the admin only', async () => {
    expect((await server.get(`/admin/v1/users/${userId}/truth`, token)).status).toBe(401);
  });
});

describe('what is true', () => {
  test('nights and naps have the stages of their documents, where they were recorded and not corrected', async () => {
    const data = await daysOf('?start_day=2026-02-01');
    const documents = await listed(server.get('/v2/usercollection/sleep?start_date=2026-01-25&end_date=2026-03-20', token));
    const byStart = new Map(documents.map((document) => [Date.parse(String(document.bedtime_start)), document]));
    let compared = 0;
    for (const { bedtime_start: start, bedtime_end: end, stages_30_sec: stages, is_recorded: isRecorded } of data.flatMap(
      (day) => day.sleep,
    )) {
      expect(stages).toMatch(/^[1-4]+$/);
      expect(stages).toHaveLength(Math.ceil((Date.parse(end) - Date.parse(start)) / 30_000));
      const document = byStart.get(Date.parse(start));
      if (!isRecorded) expect(document).toBeUndefined();
      if (!document || document.sleep_analysis_reason === 'bedtime_edit') continue;
      expect(document.sleep_phase_30_sec).toBe(stages);
      compared++;
    }
    expect(compared).toBeGreaterThan(35);
    expect(documents.length - compared).toBeLessThan(4);
  });

  test('what was planned shows on its days, and in the state', async () => {
    const data = await daysOf('?start_day=2026-02-01');
    const on = (day: string) => data.find((one) => one.day === day) as TrueDay;
    expect(on('2026-02-20').events).toContain('flu');
    expect(on('2026-02-10').events).not.toContain('flu');
    expect(Number(on('2026-02-21').state.illness)).toBeGreaterThan(0.8);
    // Drinks are felt in the night after.
    expect(on('2026-03-06').state.alcohol).toBe(1.2);
    for (const { state } of data) {
      expect(Object.keys(state).every((name) => /^[a-z_]+$/.test(name))).toBe(true);
      expect(state).toMatchObject({ circadian_phase: expect.any(Number), days_since_onset: state.days_since_onset ?? null });
    }
  });
});
