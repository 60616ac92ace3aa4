import { expect, test } from 'vitest';
import { createClock } from '../lib/clock.js';
import { createSignInThrottle } from './sign-in-throttle.js';

const clock = createClock({ now: () => 0 });
const wrong = async () => false;
const victim = { name: 'victim', isUser: true };

test('however many names are made up, the count of a user stays', async () => {
  const throttle = createSignInThrottle(clock);
  for (let i = 0; i < 5; i++) expect(await throttle.attempt(victim, wrong)).toEqual({ isRight: false });
  for (let i = 0; i <= 10_000; i++) await throttle.attempt({ name: `nobody ${i}`, isUser: false }, wrong);
  expect(await throttle.attempt(victim, async () => true)).toEqual({ waitSeconds: 30 });
});

test('the name of a user and the same name made up are counted apart', async () => {
  const throttle = createSignInThrottle(clock);
  for (let i = 0; i < 5; i++) await throttle.attempt({ ...victim, isUser: false }, wrong);
  expect(await throttle.attempt(victim, async () => true)).toEqual({ isRight: true });
});

test('two passwords are checked at once; the others are told to come again', async () => {
  const throttle = createSignInThrottle(clock);
  const attempts = ['a', 'b', 'c', 'd'].map((name) => throttle.attempt({ name, isUser: true }, async () => true));
  expect(await Promise.all(attempts)).toEqual([{ isRight: true }, { isRight: true }, { waitSeconds: 1 }, { waitSeconds: 1 }]);
});
