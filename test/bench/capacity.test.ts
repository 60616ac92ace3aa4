import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HABITS, ZONES } from '../../bench/capacity/assumptions.js';
import { figuresIn, readMeasured, WANTED } from '../../bench/capacity/measured.js';
import { choose, needsOf, rateOf } from '../../bench/capacity/needs.js';
import { capacityPage } from '../../bench/capacity/page.js';
import { MINUTES, simulateDay } from '../../bench/capacity/simulate-day.js';

const measured = readMeasured(new URL('../../bench/capacity/measured.json', import.meta.url));
const CHANGES = 40;
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('a day', () => {
  const day = simulateDay(1000, CHANGES);

  test('has every open, write, read and event of every user, and no other', () => {
    const opens = 1000 * (1 + HABITS.laterOpens);
    const events = 1000 * HABITS.subscribedApps * CHANGES;
    expect(sum(day.opens)).toBeCloseTo(opens);
    expect(sum(day.writes)).toBeCloseTo(opens * HABITS.writesPerOpen + 1000 * HABITS.syncs * HABITS.writesPerSync);
    expect(sum(day.deliveries)).toBeCloseTo(events);
    expect(sum(day.reads)).toBeCloseTo(opens * HABITS.readsPerOpen + 1000 * HABITS.pollingApps * HABITS.readsPerPoll * 24 + events);
  });

  test('is at no minute less than nothing, and its busiest minute is above its mean', () => {
    for (const values of Object.values(day) as Float64Array[]) {
      expect(values).toHaveLength(MINUTES);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      const { mean, peak } = rateOf(values);
      expect(peak).toBeGreaterThan(mean);
      expect(mean * 86_400).toBeCloseTo(sum(values));
    }
  });

  test('grows with its users', () => {
    const large = simulateDay(50_000_000, CHANGES);
    for (const name of ['opens', 'writes', 'reads', 'deliveries'] as const) {
      for (const minute of [0, 480, 780, 1439]) {
        expect((large[name][minute] as number) / (day[name][minute] as number)).toBeCloseTo(50_000);
      }
    }
  });

  test('has its mornings where people live', () => {
    expect(ZONES.reduce((total, [, share]) => total + share, 0)).toBeCloseTo(1);
    // 07:30 at UTC-5 and UTC-6, where a third of them are, is 12:30 and 13:30 UTC.
    const busiest = day.opens.indexOf(Math.max(...day.opens));
    expect(busiest).toBeGreaterThanOrEqual(12 * 60 + 30);
    expect(busiest).toBeLessThanOrEqual(13 * 60 + 30);
  });
});

describe('needs', () => {
  test('grow in proportion, stores and processes in whole ones', () => {
    const [one, ten] = [needsOf(1_000_000, 'postgres', measured), needsOf(10_000_000, 'postgres', measured)];
    expect(ten.busyCores / one.busyCores).toBeCloseTo(10);
    expect(ten.terabytesPerYear / one.terabytesPerYear).toBeCloseTo(10);
    expect(ten.megabitsPerSecond / one.megabitsPerSecond).toBeCloseTo(10);
    expect(ten.workers).toBeGreaterThan(9 * one.workers);
    expect(ten.shards).toBeGreaterThanOrEqual(one.shards);
    expect(ten.terabytesPerYear / ten.shards).toBeLessThanOrEqual(4);
  });

  test('one process on SQLite is enough for one user, a machine is not for 50 million', () => {
    expect(choose(1, measured)).toMatchObject({ store: 'sqlite', workers: 1, shards: 1, isOneMachine: true });
    const most = choose(50_000_000, measured);
    expect(most).toMatchObject({ store: 'postgres', isOneMachine: false });
    expect(most.shards).toBeGreaterThan(10);
  });

  test('no cost is left out: twice as dear is twice as many cores', () => {
    const costs = ['readMicros', 'writeMicros', 'openMillis', 'openDatabaseMillis'].map((name) => `sqlite.${name}`);
    const dear = Object.fromEntries(
      Object.entries(measured).map(([name, figure]) => {
        if (name === 'deliveriesPerSecond') return [name, { ...figure, value: figure.value / 2 }];
        return [name, costs.includes(name) ? { ...figure, value: figure.value * 2 } : figure];
      }),
    ) as typeof measured;
    const [usual, twice] = [measured, dear].map((figures) => needsOf(10_000, 'sqlite', figures).busyCores) as [number, number];
    expect(twice / usual).toBeCloseTo(2);
  });
});

describe('measured figures', () => {
  test('are found in a report by their names, whatever the number of users', () => {
    const machine = { cpu: 'a', cores: 2, node: 'v20', load: [0.1, 0, 0] };
    const results = [
      { name: 'mixed load of 10,000 users, one worker, PostgreSQL, reads alone: CPU in µs', median: 7 },
      { name: 'mixed load of 10,000 users, two workers, PostgreSQL, reads alone: CPU in µs', median: 8 },
      { name: 'something else', median: 9 },
    ];
    const found = figuresIn({ machine, at: '2026-11-23T00:00:00.000Z', results });
    expect(Object.keys(found)).toEqual(['postgres.readMicros']);
    expect(found['postgres.readMicros']).toMatchObject({ value: 7, machine: 'a, 2 cores, Node v20', load: 0.1 });
  });

  test('are all there, each with its place in a bench', () => {
    for (const [key, pattern] of Object.entries(WANTED)) expect(measured[key as keyof typeof WANTED].name).toMatch(pattern);
  });

  test('docs/capacity.md is what follows from them', () => {
    expect(readFileSync(new URL('../../docs/capacity.md', import.meta.url), 'utf8')).toBe(capacityPage(measured));
  });
});
