import { expect, test } from 'vitest';
import { createClock } from '../lib/clock.js';
import type { AuditEvent } from '../storage/events.js';
import { openStore } from '../storage/store.js';
import { createAuditTrail } from './audit-trail.js';

const clock = createClock({ now: () => 0 });
type Events = Omit<AuditEvent, 'seq'>[];

/** A trail over a store whose writes end as `append` does. */
async function trailOver(append: (events: Events) => Promise<void>) {
  await using store = await openStore(':memory:');
  const failures: unknown[] = [];
  const trail = createAuditTrail({ ...store, events: { ...store.events, append } }, clock, (error) => failures.push(error));
  return { trail, failures };
}

test('what comes in during a write is written together, in its order', async () => {
  const written: string[][] = [];
  const { trail } = await trailOver(async (events) => void written.push(events.map(({ type }) => type)));
  for (const type of ['a', 'b', 'c']) trail.record({ type });
  await trail.settled();
  trail.record({ type: 'd' });
  await trail.settled();
  expect(written).toEqual([['a'], ['b', 'c'], ['d']]);
});

test('a write that fails is told of, and the next one goes on', async () => {
  const written: string[] = [];
  const { trail, failures } = await trailOver(async ([event]) => {
    if (event?.type === 'bad') throw new Error('busy');
    written.push(event?.type as string);
  });
  trail.record({ type: 'bad' });
  trail.record({ type: 'good' });
  await trail.settled();
  expect([failures, written]).toEqual([[new Error('busy')], ['good']]);
});

test('while the store cannot be written to, memory holds so many and counts the others', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const written: Events = [];
  const { trail } = await trailOver(async (events) => {
    await held;
    written.push(...events);
  });
  for (let i = 0; i < 10_101; i++) trail.record({ type: 'x' });
  release();
  await trail.settled();
  expect(written).toHaveLength(10_002);
  expect(written.at(-1)).toMatchObject({ type: 'events.refused', detail: { count: 100 } });
});
