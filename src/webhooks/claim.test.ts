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
  const excepted: (readonly number[])[] = [];
  const waiting = async (_now: number, _machine: number, except: readonly number[]) => {
    excepted.push(except);
    return numbers.filter((no) => !except.includes(no));
  };
  const store = { deliveries: { waiting } } as unknown as Store;
  const claims = createClaims({ store, clock, machine: clock, leaseMs: 20_000 });
  const living = numbers.map((no) => ({ subscriptionNo: no, callbackUrl: `http://callback/${no}`, expiresAtMs: 2000 }) as Subscription);
  await claims.look(living);
  const lanes = [...claims.lanes()];
  for (const lane of lanes) lane.add(Array.from({ length: events }, (_, at) => ready(at + 1)));
  return { claims, lanes, excepted, look: () => claims.look(living) };
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

test('nothing is looked for on behalf of a lane that has enough, and a narrow one wants one at a time', async () => {
  const { lanes, excepted, look } = await lanesWith(3, 200);
  const [failing, good] = lanes as [Lane, Lane, Lane];
  expect(await look()).toEqual([]);
  good.empty();
  narrow(failing);
  expect((await look()).map(({ lane }) => lane)).toEqual([good]);
  failing.empty();
  failing.beat();
  expect((await look()).map(({ lane }) => lane)).toEqual([failing, good]);
  failing.add([ready(1)]);
  expect((await look()).map(({ lane }) => lane)).toEqual([good]);
  // The first look knew of no lanes, the second had nothing to ask.
  expect(excepted).toEqual([[], [0, 2], [2], [0, 2]]);
});
