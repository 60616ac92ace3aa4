import { expect, test } from 'vitest';
import { dayNumber } from '../lib/dates.js';
import { createPerson } from './person/create-person.js';
import { readScenario, ScenarioFailure, scenarioJsonSchema } from './scenario.js';

const yaml = `# A winter.
seed: 7
days: 90
end: 2026-02-28
people:
  - persona: athlete
    count: 3
    zone: Europe/Helsinki
    events: [flu@2026-02-01, 'jet-lag:9@2026-01-10']
  - sex: female
    age: 31
`;

test('YAML and JSON are read alike', () => {
  const scenario = readScenario(yaml, 'winter.yaml');
  expect(scenario).toMatchObject({ seed: '7', days: 90, end: dayNumber('2026-02-28'), beats: false });
  expect(scenario.people[0]?.events.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['flu', 1],
    ['jet-lag', 9],
  ]);
  expect(scenario.people[1]).toEqual({ sex: 'female', age: 31, count: 1, events: [] });
  const json = '{\n\t"seed": "7", "days": 90, "end": "2026-02-28",\n\t"people": [{ "sex": "female", "age": 31 }]\n}';
  expect(readScenario(json, 'winter.json').people[0]).toEqual(scenario.people[1]);
  expect(createPerson({ ...scenario.people[1], seed: scenario.seed, index: 0 }).profile).toMatchObject({ sex: 'female', ageYears: 31 });
});

test.each([
  ['an unknown key', yaml.replace('days:', 'dayz:'), /^w\.yaml:3: Unrecognized key: "dayz"/m],
  ['a missing one', yaml.replace('days: 90\n', ''), /^w\.yaml:2: days: /m],
  [
    'a bad event',
    yaml.replace('flu@2026-02-01', 'cold@2026-02-01'),
    /^w\.yaml:9: people\.0\.events\.0: event "cold@2026-02-01": there is no cold/,
  ],
  ['a bad day', yaml.replace('02-28', '02-30'), /^w\.yaml:4: end: no such day; write it like 2026-02-01$/],
  ['a bad zone', yaml.replace('Europe/Helsinki', 'Mars'), /^w\.yaml:8: people\.0\.zone: .*Europe\/London/],
  [
    'a man with a cycle',
    yaml.replace('sex: female', '{persona: cycle, sex: male}').replace('    age: 31\n', ''),
    /^w\.yaml:10: people\.1\.sex: .*female/,
  ],
  ['broken YAML', yaml.replace("'jet-lag", "'jet-lag: ["), /^w\.yaml:\d+: /],
  ['an unknown alias', yaml.replace('days: 90', 'days: *x'), /^w\.yaml: Unresolved alias/],
  ['nothing', '', /^w\.yaml:1: /],
])('%s is refused with file, line and place', (_, text, message) => {
  expect(() => readScenario(text, 'w.yaml')).toThrow(message);
  expect(() => readScenario(text, 'w.yaml')).toThrow(ScenarioFailure);
});

test('the published schema describes files as written', () => {
  expect(scenarioJsonSchema()).toMatchObject({
    type: 'object',
    required: ['seed', 'days', 'end', 'people'],
    additionalProperties: false,
    properties: { end: { type: 'string' }, people: { items: { properties: { events: { items: { type: 'string' } } } } } },
  });
});
