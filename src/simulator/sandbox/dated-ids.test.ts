import { expect, test } from 'vitest';
import { createChance } from '../chance.js';
import { createDatedIds } from './dated-ids.js';

const ids = createDatedIds(createChance('seed'));

test('ids are UUIDs of version 4 that carry their day, all different', () => {
  const made = new Set<string>();
  for (const day of [-1, 0, 1, 19000, 20000, 84000, ...Array.from({ length: 300 }, (_, i) => 20100 + i)]) {
    for (const name of ['sleep', 'daily_sleep']) {
      for (const place of [0, 1]) {
        const id = ids.idOf(name, day, place);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(ids.dayOf(id)).toBe(day);
        made.add(id);
      }
    }
  }
  expect(made.size).toBe(306 * 4);
});

const own = ids.idOf('sleep', 20000, 0);

test.each([
  ['empty', ''],
  ['no UUID', 'abc'],
  ['of another version', own.replace(/^(.{14})4/, '$11')],
  ['in upper case', own.replace(/./g, (c) => c.toUpperCase())],
  ['with another beginning', `${own[0] === '0' ? '1' : '0'}${own.slice(1)}`],
  ['with another check', own.slice(0, 24) + (own[24] === '0' ? '1' : '0') + own.slice(25)],
  ['with a day out of reach', own.slice(0, 28) + (own[28] === '0' ? 'f' : '0') + own.slice(29)],
  ['of somebody else', createDatedIds(createChance('other')).idOf('sleep', 20000, 0)],
  ['of chance', '123e4567-e89b-42d3-a456-426614174000'],
])('a text %s is not an id of this person', (_, id) => {
  expect(ids.dayOf(id)).toBeNull();
});
