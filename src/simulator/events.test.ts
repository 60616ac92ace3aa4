import { expect, test } from 'vitest';
import { dayNumber } from '../lib/dates.js';
import { EVENT_KINDS, eventsOn, parseEvent } from './events.js';

const day = dayNumber('2026-03-10') as number;

test.each([
  ['jet-lag:9@2026-03-10', { kind: 'jet-lag', day, days: 10, amount: 9 }],
  ['jet-lag(-9.5)@2026-03-10+3', { kind: 'jet-lag', day, days: 3, amount: -9.5 }],
  ['jet-lag:+9@2026-03-10', { kind: 'jet-lag', day, days: 10, amount: 9 }],
  ['holiday@2026-03-10+14', { kind: 'holiday', day, days: 14, amount: 1 }],
  ['flu:1.4@2026-03-10', { kind: 'flu', day, days: 9, amount: 1.4 }],
  [' dst@2026-03-10 ', { kind: 'dst', day, days: 7, amount: 1 }],
])('%s', (text, event) => {
  expect(parseEvent(text)).toEqual(event);
});

test.each([
  ['cold@2026-03-10', `there is no cold; the kinds are ${EVENT_KINDS.join(', ')}`],
  ['flu', 'say when: flu@2026-02-01'],
  ['flu@2026-02-30', '"2026-02-30" is no day'],
  ['flu@tomorrow', '"tomorrow" is no day'],
  ['flu@2026-03-10+0', 'a length is a whole number of days from 1 to 366'],
  ['flu@2026-03-10+1.5', 'a length is a whole number'],
  ['flu:9@2026-03-10', 'the amount of flu is a number from 0.2 to 2 but not 0 (severity'],
  ['jet-lag:0@2026-03-10', 'from -24 to 24 but not 0 (zones, east positive)'],
  ['jet-lag:far@2026-03-10', 'the amount of jet-lag is a number'],
  ['dst:0.1@2026-03-10', 'steps of 0.25'],
  ['holiday:2@2026-03-10', 'holiday takes no amount; write holiday@2026-02-01'],
  ['flu at 2026-03-10', 'write it as kind[:amount]@day[+days]'],
])('%s is refused', (text, why) => {
  expect(() => parseEvent(text)).toThrow(why);
  expect(() => parseEvent(text)).toThrow(`event ${JSON.stringify(text)}: `);
});

test('every kind has an ordinary form', () => {
  for (const kind of EVENT_KINDS) expect(parseEvent(`${kind}@2026-03-10`)).toMatchObject({ kind, day });
});

test('events last from their first day', () => {
  const events = [parseEvent('flu@2026-03-10+2'), parseEvent('fever@2026-03-10')];
  expect([-1, 0, 1, 2].map((after) => eventsOn(events, 'flu', day + after).length)).toEqual([0, 1, 1, 0]);
});
