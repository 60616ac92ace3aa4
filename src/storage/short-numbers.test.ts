import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortenNumbers, spellNumbers } from './short-numbers.js';

test('whatever ASCII text goes in comes out', () => {
  const texts = fc.array(
    fc.oneof(fc.constantFrom('0,', '9.9,', '1.0,', '.5,', '12.3,', ',', '.', '7', 'null,', '-0.1,', '1.2', '}'), fc.string()),
  );
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('').replace(/[^\0-\x7f]/g, '');
      expect(spellNumbers(shortenNumbers(text) as Buffer).toString()).toBe(text);
    }),
    { seed: 20_260_102, numRuns: 500 },
  );
});

test.each([
  ['0,0.1,0.9,1,1.1,9.9,', [0x80, 0x81, 0x89, 0x8a, 0x8b, 0xe3]],
  ['12.3,', [0x31, 0x97]],
  ['1.0,', [0x31, 0x2e, 0x80]],
  ['[9]', [0x5b, 0x39, 0x5d]],
])('%s', (text, bytes) => {
  expect([...(shortenNumbers(text) as Buffer)]).toEqual(bytes);
});

test('other than ASCII is left alone', () => {
  expect(shortenNumbers('"ä":1,')).toBeNull();
});
