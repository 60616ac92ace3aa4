import { expect, test, vi } from 'vitest';
import { checkInvariants } from '../../realism/invariants/index.js';
import { type InvariantResult, mergeInvariants } from '../../realism/invariants/invariant.js';
import { checkRepeatability } from '../../realism/invariants/repeatability.js';
import { simulateHistory } from '../../realism/simulate.js';
import { dayNumber, dayText } from '../../src/lib/dates.js';
import { EVENT_KINDS, type EventKind, type LifeEvent, parseEvent } from '../../src/simulator/events.js';
import { PERSONA_NAMES, type PersonaName } from '../../src/simulator/person/personas.js';

vi.setConfig({ testTimeout: 600_000 });

const PEOPLE = 50;
const DAYS = 200;
const END_DAY = dayNumber('2026-08-31') as number;
/** A new ring has seen less. */
const NEW_DAYS = 20;
const zonesCrossed = [9, -8, 12, -24, 5];

/** Three or so kinds of events for everybody, each kind for many. */
function eventsOf(index: number, persona: PersonaName): LifeEvent[] {
  const days = persona === 'new-ring' ? NEW_DAYS : DAYS - 10;
  const amounts: { [Kind in EventKind]?: number | undefined } = {
    'jet-lag': zonesCrossed[Math.floor(index / PERSONA_NAMES.length) % zonesCrossed.length],
    dst: index % 2 === 0 ? 1 : -1,
  };
  const kinds = EVENT_KINDS.filter((_, i) => (i + index) % 4 === 0 || (i + 3 * index) % 7 === 0);
  return kinds.map((kind, i) => {
    const amount = amounts[kind] === undefined ? '' : `:${amounts[kind]}`;
    const day = END_DAY - days + 2 + Math.floor((((i * 37 + index * 13) % 97) / 97) * (days - 4));
    return parseEvent(`${kind}${amount}@${dayText(day)}`);
  });
}

const personOf = (index: number) => {
  const persona = PERSONA_NAMES[index % PERSONA_NAMES.length] as PersonaName;
  return { seed: 'invariants', index, persona, events: eventsOf(index, persona), beats: index % 5 === 0, days: DAYS, endDay: END_DAY };
};

test('all kinds of events are met', () => {
  const kinds = new Set(Array.from({ length: PEOPLE }, (_, i) => personOf(i)).flatMap(({ events }) => events.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual([...EVENT_KINDS].sort());
  expect(PEOPLE % PERSONA_NAMES.length).toBe(0);
});

test(`all statements hold for every document of ${PEOPLE} people and ${DAYS} days`, async () => {
  const results: InvariantResult[][] = [];
  for (let index = 0; index < PEOPLE; index++) {
    results.push(checkInvariants(simulateHistory(personOf(index))));
    await new Promise(setImmediate);
  }
  const merged = mergeInvariants(results);
  expect(merged.map(({ id }) => id)).toEqual(Array.from({ length: 42 }, (_, i) => `I-${i + 1}`));
  for (const { id, held, checked, failures } of merged) {
    expect([id, `${held}/${checked}`, failures]).toEqual([id, `${checked}/${checked}`, []]);
    expect([id, checked > 1000]).toEqual([id, true]);
  }
});

test.each(['traveller', 'patchy'] as const)('a %s comes out the same twice, and a later end changes nothing', (persona) => {
  const index = PERSONA_NAMES.indexOf(persona);
  const person = { ...personOf(index), days: 60, beats: true };
  const longer = { ...person, days: 90, endDay: END_DAY + 30 };
  for (const { id, held, checked, failures } of checkRepeatability(
    simulateHistory(person),
    simulateHistory(person),
    simulateHistory(longer),
  )) {
    expect([id, held, failures]).toEqual([id, checked, []]);
  }
});
