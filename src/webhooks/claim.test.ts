import { expect, test } from 'vitest';
import type { Store } from '../storage/store.js';
import type { Subscription } from '../storage/subscriptions.js';
import { createClaims } from './claim.js';
import type { Lane, Ready } from './lane.js';

const clock = { now: () => 1000 };
const ready = (at: number) => ({ delivery: { deliveryNo: at }, object: String(at) }) as Ready;

/** Lanes to as many callbacks, with `events` waiting in each. */
async function lanesWith(count: number, events: number) {
  const numbers = Array.from({ length: count }, (_, at) => at);
  const store = { deliveries: { waiting: async () => numbers } } as unknown as Store;
  const claims = createClaims({ store, clock, machine: clock, leaseMs: 20_000 });
  const living = numbers.map((no) => ({ subscriptionNo: no, callbackUrl: `http://callback/${no}`, expiresAtMs: 2000 }) as Subscription);
  await claims.look(living);
  const lanes = [...claims.lanes()];
  for (const lane of lanes) lane.add(Array.from({ length: events }, (_, at) => ready(at + 1)));
  return { claims, lanes };
}

function narrow(lane: Lane): void {
  while (!lane.isNarrow) {
    const taken = lane.take() as Ready;
    lane.start(taken);
    lane.end(taken, false);
  }
}

test('changes wait for lanes that have enough to send, but not for callbacks that fail, whatever waits for those', async () => {
  const { claims, lanes } = await lanesWith(2, 200);
  const [failing, good] = lanes as [Lane, Lane];
  expect(claims.isAnyLow()).toBe(false);
  narrow(failing);
  expect(claims.isAnyLow()).toBe(false);
  good.empty();
  expect([failing.length > 100, claims.isAnyLow()]).toEqual([true, true]);
  failing.start(failing.take() as Ready);
  expect(claims.isAnyLow()).toBe(true);
});
