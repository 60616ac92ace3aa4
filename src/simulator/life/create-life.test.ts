import { expect, test } from 'vitest';
import type { LifeEvent } from '../events.js';
import { createPerson } from '../person/create-person.js';
import { PERSONA_NAMES, type PersonaName } from '../person/personas.js';
import { createLife } from './create-life.js';

const FIRST_DAY = 20_454;
const HOUR_MS = 3_600_000;

function lifeOf(persona: PersonaName, index: number, events: LifeEvent[] = []) {
  return createLife(createPerson({ seed: 'life', index, persona, zone: 'Europe/Helsinki', events }));
}

test('a day is the same in whatever order days are asked for, also long afterwards', () => {
  const tellOf = (life: ReturnType<typeof lifeOf>, day: number) => JSON.stringify([life.intent(day), life.state(day), life.night(day)]);
  const forwards = lifeOf('traveller', 1);
  const told = Array.from({ length: 300 }, (_, i) => tellOf(forwards, FIRST_DAY + i));
  for (const i of [299, 0, 150, 151, 149]) expect(tellOf(lifeOf('traveller', 1), FIRST_DAY + i)).toBe(told[i]);
  const backwards = lifeOf('traveller', 1);
  for (let i = 299; i >= 0; i--) expect(tellOf(backwards, FIRST_DAY + i)).toBe(told[i]);
});

test.each(PERSONA_NAMES)('nights of %s never overlap, whatever zones are crossed', (persona) => {
  for (let zones = -12; zones <= 12; zones += 3) {
    const travel = (day: number, days: number, amount: number): LifeEvent => ({ kind: 'jet-lag', day: FIRST_DAY + day, days, amount });
    const events = [travel(3, 8, zones), travel(11, 4, -zones), travel(20, 1, zones), travel(22, 3, zones > 0 ? -11 : 11)];
    const life = lifeOf(persona, 2, events);
    for (let day = FIRST_DAY; day < FIRST_DAY + 40; day++) {
      const { startMs, endMs } = life.night(day);
      expect((endMs - startMs) % 1000 || startMs % 1000, `whole seconds on ${day}`).toBe(0);
      expect(endMs - startMs, `in bed on ${day}`).toBeGreaterThanOrEqual(3 * HOUR_MS);
      expect(life.night(day + 1).startMs - endMs, `awake on ${day}`).toBeGreaterThanOrEqual(4 * HOUR_MS);
    }
  }
});

test('after nine zones east the inner clock lags, catches up an hour a day, and sleep is late and broken', () => {
  const event: LifeEvent = { kind: 'jet-lag', day: FIRST_DAY + 30, days: 14, amount: 9 };
  const [away, home] = [lifeOf('steady', 3, [event]), lifeOf('steady', 3)];
  const errors = [30, 31, 32, 39, 40].map((i) => away.state(FIRST_DAY + i).circadianPhase);
  expect(errors).toEqual([0, -9, -8, -1, 0]);
  const clock = (life: typeof away, day: number) => {
    const { startMs } = life.night(day);
    return startMs + life.person.calendar.offsetMinutesAt(startMs) * 60_000;
  };
  const second = FIRST_DAY + 32;
  expect(clock(away, second) - clock(home, second)).toBeGreaterThan(HOUR_MS);
  expect(away.night(second).brokenness).toBeCloseTo(home.night(second).brokenness + 1, 5);
  expect(away.state(second).events).toContain('jet-lag');
});

test('shift workers sleep by day after their nights at work', () => {
  const life = lifeOf('shift-worker', 4);
  let shifts = 0;
  for (let day = FIRST_DAY; day < FIRST_DAY + 60; day++) {
    if (!life.intent(day).isNightShift) continue;
    shifts++;
    const { startMs, endMs } = life.night(day + 1);
    const morningMs = life.person.calendar.homeMs(day + 1, 0);
    expect(startMs - morningMs).toBeGreaterThan(6 * HOUR_MS);
    expect(endMs - morningMs).toBeLessThan(18 * HOUR_MS);
  }
  expect(shifts).toBeGreaterThan(10);
});
