import { expect, test } from 'vitest';
import { createLife } from '../life/create-life.js';
import type { Life } from '../life/life.js';
import { createPerson } from '../person/create-person.js';
import type { PersonaName } from '../person/personas.js';
import { createDayRecorder } from './create-day-recorder.js';

const FIRST = 20_454;
const FOREVER = Number.POSITIVE_INFINITY;
const lifeOf = (persona: PersonaName, index = 0) => createLife(createPerson({ seed: 'day', index, persona }));
const days = (count: number) => Array.from({ length: count }, (_, i) => FIRST + i);
const lives: [PersonaName, Life][] = (['steady', 'shift-worker', 'traveller', 'patchy'] as const).map((name) => [name, lifeOf(name)]);

test('a day is the same in whatever order days are asked for', () => {
  const tell = (order: number[]) => {
    const recorder = createDayRecorder(lifeOf('traveller', 3));
    const told = new Map<number, string>();
    for (const day of order) {
      const { activity, pulses, workouts, sessions, tags, restModes, syncs, battery } = recorder;
      const lists = [pulses(day), workouts(day), sessions(day), tags(day), restModes(day), syncs(day)];
      told.set(day, JSON.stringify([activity(day, FOREVER), ...lists, battery(day * 86_400_000, (day + 1) * 86_400_000)]));
    }
    return told;
  };
  const forwards = tell(days(30));
  expect(tell(days(30).reverse())).toEqual(new Map([...forwards].reverse()));
  expect(tell([FIRST + 17]).get(FIRST + 17)).toBe(forwards.get(FIRST + 17));
});

test.each(lives)('without the ring nothing is recorded, and MET stays at 0.1 (%s)', (_, life) => {
  const recorder = createDayRecorder(life);
  for (const day of days(40)) {
    const plan = life.day(day);
    const away = plan.segments.filter(({ kind }) => kind === 'off' || kind === 'charging');
    const absent = [...away, ...plan.segments.filter(({ kind }) => kind === 'nap')];
    const { times } = recorder.pulses(day);
    expect(times.filter((ms) => absent.some(({ startMs, endMs }) => ms >= startMs && ms < endMs))).toEqual([]);
    expect(times.filter((ms) => ms < plan.startMs || ms >= plan.endMs || recorder.levelAt(ms) <= 0)).toEqual([]);
    const activity = recorder.activity(day, FOREVER);
    if (!activity) continue;
    for (const { startMs, endMs } of away) {
      const [from, to] = [startMs, endMs].map((ms) => Math.max(0, (ms - activity.startMs) / 60_000)) as [number, number];
      for (let i = from; i < Math.min(1440, to); i++) expect([activity.mets[i], activity.steps[i]]).toEqual([0.1, 0]);
    }
    expect(activity.mets.every((met) => met >= 0.1 && met <= 16)).toBe(true);
    expect(Math.max(...activity.steps)).toBeLessThanOrEqual(168);
  }
});

test('readings at rest lie in rests, 300 seconds apart; those of workouts and moments within theirs', () => {
  const life = lifeOf('athlete');
  const recorder = createDayRecorder(life);
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (const day of days(120)) {
    const { times, modes } = recorder.pulses(day);
    const dismissed = recorder.workouts(day).flatMap(({ isDismissed, startMs }) => (isDismissed ? [startMs] : []));
    let lastStill = Number.NEGATIVE_INFINITY;
    times.forEach((ms, i) => {
      const mode = modes[i] as string;
      seen.add(mode);
      const segment = life.day(day).segments.find(({ startMs, endMs }) => ms >= startMs && ms < endMs);
      const kind = segment && !dismissed.includes(segment.startMs) ? segment.kind : 'burst';
      const isPlaced = { rest: 'still', workout: 'workout', session: 'session', burst: 'burst' }[kind as string] === mode;
      const isSpaced = mode !== 'still' || ms - lastStill >= 300_000;
      if (!isPlaced || !isSpaced || ms <= (times[i - 1] ?? 0)) wrong.push(`${day} ${ms}: ${mode} in ${kind}`);
      if (mode === 'still') lastStill = ms;
    });
  }
  expect(wrong).toEqual([]);
  expect([...seen].sort()).toEqual(['burst', 'session', 'still', 'workout']);
});

test('workouts raise MET, steps on foot and the heart', () => {
  const life = lifeOf('athlete');
  const recorder = createDayRecorder(life);
  const { body } = life.person;
  let count = 0;
  for (const day of days(60)) {
    const { times, bpms } = recorder.pulses(day);
    for (const { segment, sport } of life.day(day).workouts) {
      const localDay = life.person.calendar.localDay(segment.startMs);
      const activity = recorder.activity(localDay, FOREVER);
      const from = (segment.startMs - (activity?.startMs ?? 0)) / 60_000;
      const to = (segment.endMs - (activity?.startMs ?? 0)) / 60_000;
      if (!activity || to > 1440) continue;
      count++;
      const mets = [...activity.mets.slice(from, to)];
      expect(Math.min(...mets), sport.activity).toBeGreaterThan(1.6);
      expect(mean(mets) / sport.met).toBeCloseTo(1, 0);
      expect(mean([...activity.steps.slice(from, to)]) > 20).toBe(sport.isOnFoot);
      const rates = bpms.filter((_, i) => (times[i] as number) >= segment.startMs + 300_000 && (times[i] as number) < segment.endMs);
      if (sport.met > 5) expect(mean(rates)).toBeGreaterThan(body.lowestHeartRate + 35);
      expect(Math.max(...rates)).toBeLessThan(body.maximalHeartRate + 6);
    }
  }
  expect(count).toBeGreaterThan(10);
});

test('the recording of a day ends where it is cut', () => {
  const recorder = createDayRecorder(lifeOf('steady'));
  const whole = recorder.activity(FIRST, FOREVER);
  const { startMs } = whole as NonNullable<typeof whole>;
  const cut = recorder.activity(FIRST, startMs + 700 * 60_000 + 30_000);
  expect(cut?.mets).toEqual(whole?.mets.slice(0, 700));
  expect(cut?.quarters).toEqual(whole?.quarters.slice(0, 46));
  expect(recorder.activity(FIRST, startMs + 59_000)).toBeNull();
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
