import { expect, test } from 'vitest';
import { boundedMemo } from './bounded-memo.js';

test('remembers the last results, also null, and forgets the oldest', () => {
  const made: number[] = [];
  const memo = boundedMemo(2, (key) => {
    made.push(key);
    return key === 1 ? null : key * 10;
  });
  expect([1, 1, 2, 1, 3, 2, 1].map(memo)).toEqual([null, null, 20, null, 30, 20, null]);
  expect(made).toEqual([1, 2, 3, 1]);
});
