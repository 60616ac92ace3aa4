import { expect, test } from 'vitest';
import { openStore } from '../support/stores.js';

const AT = '2026-03-15T12:00:00.000Z';
const KEPT = 200_000;
const event = { at: AT, userId: null, clientId: null, reason: null, detail: {} };

test('no flood of refusals pushes out what was done, and refusals are bounded', { timeout: 60_000 }, async () => {
  await using store = await openStore(':memory:');
  await store.events.append([{ ...event, type: 'token.issued' }]);
  const flood = `insert into events (at, type, is_refusal, detail)
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${KEPT + 1500}) select '${AT}', 'token.refused', 1, '{}' from n returning seq`;
  await store.engine.prepare(flood)();
  await store.events.append(Array.from({ length: 1000 }, () => ({ ...event, type: 'sign_in.refused' })));
  const [counts] = await store.engine.prepare<[], { acts: number; refusals: number }>(
    'select sum(1 - is_refusal) as acts, sum(is_refusal) as refusals from events',
  )();
  expect(counts?.acts).toBe(1);
  expect(counts?.refusals).toBeGreaterThanOrEqual(KEPT);
  expect(counts?.refusals).toBeLessThan(KEPT + 1000);
  expect((await store.events.list(0, 1))[0]).toMatchObject({ seq: 1, type: 'token.issued' });
});
