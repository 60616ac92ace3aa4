import { expect, test } from 'vitest';
import { documentCollections } from '../../src/collections/index.js';
import { dayNumber } from '../../src/lib/dates.js';
import { createSandboxPerson } from '../../src/simulator/sandbox/create-sandbox-person.js';

const person = createSandboxPerson();
const dayOf = (text: string) => dayNumber(text) as number;

test('days are the same in whatever order they are asked for', () => {
  const days = Array.from({ length: 12 }, (_, i) => dayOf('2026-03-20') + i);
  const all = (asked: readonly number[], from = person) =>
    new Map(asked.map((day) => [day, JSON.stringify(documentCollections.map(({ name }) => from.documents(name, day)))]));
  const ascending = all(days);
  expect(all(days.toReversed(), createSandboxPerson())).toEqual(new Map([...ascending].toReversed()));
  const jumping = createSandboxPerson();
  for (const day of [5, 0, 9, 2]) {
    jumping.documents('daily_sleep', dayOf('2031-01-01'));
    expect(all([days[day] as number], jumping).get(days[day] as number)).toBe(ascending.get(days[day] as number));
  }
});

test.each(['tag', 'enhanced_tag', 'session', 'workout', 'rest_mode_period'])('every half-year has a %s', (name) => {
  for (const year of [1991, 2010, 2026, 2099]) {
    for (const [from, to] of [
      [`${year}-01-01`, `${year}-06-30`],
      [`${year}-07-01`, `${year}-12-31`],
    ] as const) {
      let count = 0;
      for (let day = dayOf(from); count === 0 && day <= dayOf(to); day++) count += person.documents(name, day).length;
      expect([from, count > 0]).toEqual([from, true]);
    }
  }
});

test('every ring that a night names can be found', () => {
  for (const day of ['1995-05-05', '2018-05-05', '2023-05-05', '2026-05-05'].map(dayOf)) {
    const [night] = person.documents('sleep', day);
    const ringDay = person.dayOfId(String(night?.ring_id));
    expect(ringDay).not.toBeNull();
    expect(person.documents('ring_configuration', ringDay as number).map(({ id }) => id)).toEqual([night?.ring_id]);
  }
});
