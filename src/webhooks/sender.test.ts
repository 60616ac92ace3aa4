import { beforeEach, expect, test } from 'vitest';
import type { Subscription } from '../storage/subscriptions.js';
import type { Answer } from './exchange.js';
import { Lane, type Ready } from './lane.js';
import type { Outgoing } from './outgoing.js';
import { createSender } from './sender.js';

const CALLBACKS = 300;
const EVENTS = 40;
const NOW_MS = 1_000_000;
const clock = { now: () => NOW_MS };
const OK: Answer = { status: 200, error: null, retryAfter: null, tookMs: 1, text: '', isWhole: true };
const REFUSED: Answer = { ...OK, status: 500 };

/** What was sent where, and how to answer the oldest of it. */
let sent: Map<string, ((answer: Answer) => void)[]>;
const outgoing = {
  timeoutMs: 10_000,
  dispatch: ({ url }: { url: string }, tell: (answer: Answer) => void) => void sent.set(url, [...(sent.get(url) ?? []), tell]),
} as unknown as Outgoing;
const answer = (url: string, as: Answer) => sent.get(url)?.shift()?.(as);
const underWay = (url: string) => sent.get(url)?.length ?? 0;

let lanes: Lane[];
let givenBack: number;
function createSending() {
  const hidden = { hide: () => {}, isHidden: () => false };
  const context = { clock, machine: clock, outgoing, hidden, schedule: [60], lanes: () => lanes, isStillWanted: () => true };
  return createSender({ ...context, onOutcome: ({ settled }) => settled.attempts === 0 && givenBack++ });
}

/** A lane with events of objects of their own. */
function laneTo(url: string, leasedUntilMs = NOW_MS + 20_000): Lane {
  const lane = new Lane();
  const subscription = { subscriptionNo: 1, callbackUrl: url, chaos: null } as Subscription;
  const delivery = {
    deliveryNo: 1,
    userNo: 1,
    subscriptionNo: 1,
    changeSeq: 1,
    objectId: 'd',
    body: '{}',
    attempts: 0,
    dueAtMs: 0,
    history: '[]',
  };
  const ready = (at: number): Ready => ({
    delivery: { ...delivery, deliveryNo: at + 1 },
    subscription,
    secret: 's',
    leasedUntilMs,
    object: String(at),
  });
  lane.add(Array.from({ length: EVENTS }, (_, at) => ready(at)));
  return lane;
}

beforeEach(() => {
  sent = new Map();
  givenBack = 0;
});

test('a callback that fails gets one at a time and rests ever longer, until it takes one', () => {
  const lane = laneTo('bad');
  lanes = [lane];
  const sender = createSending();
  sender.startAll();
  const first = underWay('bad');
  expect(first).toBeGreaterThan(1);
  for (let at = 0; at < first; at++) answer('bad', REFUSED);
  expect(underWay('bad')).toBe(0);
  const sentAfter: number[] = [];
  for (let beat = 0; beat < 60; beat++) {
    lane.beat();
    sender.startAll();
    sender.startAll();
    expect(underWay('bad')).toBeLessThanOrEqual(1);
    if (underWay('bad') === 1) sentAfter.push(beat);
    answer('bad', REFUSED);
  }
  // After 1, 2, 4 and 8 beats, then after every 10.
  expect(sentAfter).toEqual([0, 2, 6, 14, 24, 34, 44, 54]);
  // It rests from the answer on, however long that took.
  lane.wake();
  sender.startAll();
  for (let beat = 0; beat < 60; beat++) lane.beat();
  answer('bad', REFUSED);
  lane.beat();
  sender.startAll();
  expect(underWay('bad')).toBe(0);
  lane.wake();
  sender.startAll();
  answer('bad', OK);
  expect(underWay('bad')).toBe(2);
  answer('bad', REFUSED);
  answer('bad', REFUSED);
  lane.beat();
  sender.startAll();
  expect(underWay('bad')).toBe(1);
});

test('callbacks that hang, more than there may be requests, keep nothing from one that answers', () => {
  const hanging = Array.from({ length: CALLBACKS }, (_, at) => `hangs ${at}`);
  const good = laneTo('good');
  lanes = [...hanging.map((url) => laneTo(url)), good];
  const sender = createSending();
  sender.startAll();
  // Timeouts end them, again and again.
  for (let round = 0; round < 20; round++) {
    for (const url of hanging) while (underWay(url) > 0) answer(url, { ...OK, status: null, error: 'no answer' });
    for (let beat = 0; beat < 10; beat++) for (const lane of lanes) lane.beat();
    sender.startAll();
  }
  for (const url of hanging) expect(underWay(url)).toBe(1);
  while (underWay('good') > 0) answer('good', OK);
  expect(good.length).toBe(0);
});

test('what is too late for its lease is given back at once, also where the callback fails', () => {
  lanes = [laneTo('late', NOW_MS + 5000)];
  createSending().startAll();
  expect([givenBack, underWay('late')]).toEqual([EVENTS, 0]);
});
