import { beforeAll, describe, expect, test, vi } from 'vitest';
import { DAY_MS, dayNumber, utcDateTime } from '../../src/lib/dates.js';
import { createSimulation } from '../../src/simulator/service/create-simulation.js';
import type { PersonSpec } from '../../src/simulator/service/person-spec.js';
import { wearerOf } from '../../src/simulator/service/person-spec.js';
import type { Change } from '../../src/storage/changes.js';
import { eventfulPeople, FIRST_DAY } from '../support/eventful-people.js';
import type { Row } from '../support/sample-documents.js';
import { changesOf, storedLife } from '../support/stored-life.js';
import { openStore } from '../support/stores.js';

vi.setConfig({ hookTimeout: 60_000 });

const UNTIL_MS = (FIRST_DAY + 30) * DAY_MS;
const HOUR_MS = 3_600_000;

interface Watched {
  changes: Change[];
  documents: Record<string, Row[]>;
}

const lives = new Map<string, Watched>();
beforeAll(async () => {
  for (const spec of eventfulPeople) {
    await using store = await openStore(':memory:');
    const simulation = createSimulation(store);
    const { userNo } = await simulation.add({ ...spec, beats: false });
    for (let ms = FIRST_DAY * DAY_MS; ms < UNTIL_MS; ms += 30 * HOUR_MS) await simulation.catchUp(ms);
    await simulation.catchUp(UNTIL_MS);
    const texts = Object.entries(await storedLife(store, userNo)).filter(([, rows]) => rows[0]?.startsWith('{"id"'));
    const documents = Object.fromEntries(texts.map(([name, rows]) => [name, rows.map((text) => JSON.parse(text) as Row)]));
    lives.set(spec.persona, { changes: await changesOf(store, userNo), documents });
  }
});

const atOf = ({ atMs }: Change) => atMs;
const historyOf = ({ changes }: Watched, name: string, id: unknown) =>
  changes.filter((change) => change.collection === name && change.documentId === id);

describe.each(eventfulPeople)('the change log of a watched $persona', (spec) => {
  const life = () => lives.get(spec.persona) as Watched;
  const documentsOf = (name: string) => life().documents[name] ?? [];

  test('goes on in time, each change at a synchronisation, none after the clock', () => {
    const syncs = new Set(
      wearerOf(spec as PersonSpec)
        .syncs(0, UNTIL_MS)
        .map(({ atMs }) => atMs),
    );
    let before = 0;
    for (const change of life().changes) {
      expect([change.collection, syncs.has(atOf(change)), atOf(change) >= before]).toEqual([change.collection, true, true]);
      before = atOf(change);
    }
    expect(before).toBeLessThanOrEqual(UNTIL_MS);
  });

  test('tells every document once as created, first of all, and knows its last state', () => {
    for (const [name, documents] of Object.entries(life().documents)) {
      for (const { id, meta } of documents) {
        const [created, ...later] = historyOf(life(), name, id);
        expect([name, created?.event, [...new Set(later.map(({ event }) => event))]]).toEqual([
          name,
          'create',
          later.length > 0 ? ['update'] : [],
        ]);
        const last = later.at(-1) ?? created;
        if (meta) expect(meta).toEqual({ updated_at: utcDateTime(last?.atMs as number), version: last?.version });
      }
    }
  });

  test('has sleep only after waking, and only with the app open', () => {
    const opened = new Set(
      wearerOf(spec as PersonSpec)
        .syncs(0, UNTIL_MS)
        .flatMap(({ atMs, isForeground }) => (isForeground ? [atMs] : [])),
    );
    expect(documentsOf('sleep').length).toBeGreaterThan(15);
    for (const { id, bedtime_end } of documentsOf('sleep')) {
      for (const change of historyOf(life(), 'sleep', id)) {
        expect(atOf(change)).toBeGreaterThanOrEqual(Date.parse(String(bedtime_end)));
        expect(opened.has(atOf(change))).toBe(true);
      }
    }
  });

  test('lets the activity of a day grow until the next morning', () => {
    const days = documentsOf('daily_activity').slice(1, -1);
    const counts = days.map(({ id, timestamp }) => {
      const history = historyOf(life(), 'daily_activity', id);
      const startMs = Date.parse(String(timestamp));
      expect(atOf(history[0] as Change)).toBeGreaterThan(startMs);
      // Later only where the night was not known before, on which the goal depends: the app was not opened, or a nap was confirmed.
      const lastMs = atOf(history.at(-1) as Change);
      return { count: history.length, hours: (lastMs - startMs) / HOUR_MS - 24 };
    });
    const share = (kept: (day: (typeof counts)[number]) => boolean) => counts.filter(kept).length / counts.length;
    expect(share(({ count }) => count >= 4)).toBeGreaterThan(0.7);
    expect(share(({ hours }) => hours >= 0 && hours < 15)).toBeGreaterThan(0.65);
  });

  test('revises the day of a nap once it is confirmed, and rejects what was none', () => {
    const answered = documentsOf('sleep').filter(
      ({ meta, sleep_analysis_reason }) => (meta as Row).version === 2 && sleep_analysis_reason !== 'bedtime_edit',
    );
    expect(answered.length).toBeGreaterThan(0);
    for (const nap of answered) {
      const history = historyOf(life(), 'sleep', nap.id);
      expect(history.map(({ version }) => version).sort()).toEqual([1, ...history.slice(1).map(() => 2)]);
      expect(['sleep', 'late_nap', 'rest']).toContain(nap.type);
      if (nap.type === 'rest') expect(nap.sleep_score_delta).toBeNull();
      const daily = documentsOf('daily_sleep').find(({ day }) => day === nap.day);
      // The points it added show in the day's score, which was another one before.
      if (Number(nap.sleep_score_delta) > 0) {
        const ofDay = historyOf(life(), 'daily_sleep', daily?.id);
        const change = ofDay.find(({ atMs }) => atMs === history.at(-1)?.atMs);
        expect(change?.version).toBeGreaterThanOrEqual(2);
        const lateMs = atOf(history.at(-1) as Change) - (dayNumber(String(nap.day)) as number) * DAY_MS;
        expect(lateMs).toBeGreaterThan(0);
      }
    }
  });
});

describe('somewhere among them', () => {
  const all = (name: string) => [...lives.values()].flatMap((life) => (life.documents[name] ?? []).map((document) => ({ life, document })));

  test('a confirmed nap made yesterday better', () => {
    const naps = all('sleep').filter(({ document }) => Number(document.sleep_score_delta) > 0);
    expect(naps.length).toBeGreaterThan(0);
    const late = naps.filter(({ life, document }) => {
      const daily = life.documents.daily_sleep?.find(({ day }) => day === document.day);
      const at = (daily?.meta as Row | undefined)?.updated_at;
      return at !== undefined && String(at).slice(0, 10) > String(document.day);
    });
    expect(late.length).toBeGreaterThan(0);
  });

  test('a dismissed workout was there and is gone', () => {
    const deletions = [...lives.values()].flatMap(({ changes }) =>
      changes.filter(({ event }) => event === 'delete').map((change) => ({ changes, change })),
    );
    expect(deletions.length).toBeGreaterThan(0);
    for (const { changes, change } of deletions) {
      expect(change.collection).toBe('workout');
      const history = changes.filter(({ documentId }) => documentId === change.documentId).map(({ event }) => event);
      expect(history).toEqual(['create', 'delete']);
      expect(all('workout').map(({ document }) => document.id)).not.toContain(change.documentId);
    }
  });

  test('a corrected bedtime is version 2 of its night', () => {
    const edited = all('sleep').filter(({ document }) => document.sleep_analysis_reason === 'bedtime_edit');
    expect(edited.length).toBeGreaterThan(0);
    for (const { life, document } of edited) {
      expect(document.meta).toMatchObject({ version: 2 });
      const history = historyOf(life, 'sleep', document.id);
      expect([history[0]?.version, history.at(-1)?.version, history.at(-1)?.event]).toEqual([1, 2, 'update']);
    }
  });

  test('a time of rest was open before it was over', () => {
    const [rest] = all('rest_mode_period');
    expect(rest?.document.end_time).not.toBeNull();
    const [created, ended] = historyOf((rest as { life: Watched }).life, 'rest_mode_period', rest?.document.id);
    expect(atOf(created as Change)).toBeLessThan(Date.parse(String(rest?.document.end_time)));
    expect(atOf(ended as Change)).toBeGreaterThanOrEqual(Date.parse(String(rest?.document.end_time)));
  });
});
