import { expect, test } from 'vitest';
import { createSeededRandom, secureRandom } from './random.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test.each([0, 1, 5, 31, 32, 33, 64, 1000])('%d bytes are as many as asked for', (count) => {
  expect(secureRandom.bytes(count)).toHaveLength(count);
  expect(createSeededRandom('seed').bytes(count)).toHaveLength(count);
});

test('the same seed repeats, another one does not', () => {
  const draw = (seed: string) => {
    const random = createSeededRandom(seed);
    return [hex(random.bytes(8)), hex(random.bytes(40)), hex(random.bytes(8))];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  expect(new Set(draw('a')).size).toBe(3);
});

test('it goes on within one draw and from draw to draw without a repetition', () => {
  const random = createSeededRandom('long');
  const pieces = [random.bytes(3200), random.bytes(3200)].flatMap((bytes) =>
    Array.from({ length: 100 }, (_, i) => hex(bytes.subarray(i * 32, i * 32 + 32))),
  );
  expect(new Set(pieces).size).toBe(200);
});

test('secure bytes do not repeat', () => {
  expect(hex(secureRandom.bytes(16))).not.toBe(hex(secureRandom.bytes(16)));
});
