import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base32, derivedUuid, newToken, newUuid, tokenHash, uuidFromBytes } from './ids.js';
import { createSeededRandom, secureRandom } from './random.js';

fc.configureGlobal({ seed: 20_260_102 });

/** RFC 9562 §5.4: version 4, variant 10. */
const V4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('uuidFromBytes', () => {
  test.each([
    ['zeros', Buffer.alloc(16), '00000000-0000-4000-8000-000000000000'],
    ['ones', Buffer.alloc(16, 0xff), 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
    ['more than 16 bytes', Buffer.from('00112233445566778899aabbccddeeff99', 'hex'), '00112233-4455-4677-8899-aabbccddeeff'],
  ])('%s', (_what, bytes, uuid) => {
    expect(uuidFromBytes(bytes)).toBe(uuid);
  });

  test('every 16 bytes make a UUID of version 4 and are left as they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const before = Buffer.from(bytes).toString('hex');
        expect(uuidFromBytes(bytes)).toMatch(V4);
        expect(Buffer.from(bytes).toString('hex')).toBe(before);
      }),
    );
  });
});

test('new UUIDs differ', () => {
  const random = createSeededRandom('uuids');
  const uuids = Array.from({ length: 1000 }, () => newUuid(random));
  expect(new Set(uuids).size).toBe(1000);
  for (const uuid of uuids) expect(uuid).toMatch(V4);
});

describe('derivedUuid', () => {
  test('is the same on every machine: the first 16 bytes of the SHA-256 of the parts in JSON', () => {
    expect(derivedUuid('someone', 'daily_sleep', '20455')).toBe('56de912a-f86c-4dfc-ba02-9d06bc05c44a');
  });

  test.each([
    ['order', ['a', 'b'], ['b', 'a']],
    ['borders between parts', ['ab', 'c'], ['a', 'bc']],
    ['an empty part', ['a', ''], ['a']],
    ['number and text', ['1'], [1]],
    ['quotes', ['a","b'], ['a', 'b']],
  ])('%s counts', (_what, one, other) => {
    expect(derivedUuid(...one)).toMatch(V4);
    expect(derivedUuid(...one)).not.toBe(derivedUuid(...other));
  });
});

describe('base32', () => {
  // RFC 4648 §10, without the padding.
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('%j is %s', (text, encoded) => {
    expect(base32(Buffer.from(text))).toBe(encoded);
  });

  test('keeps every bit', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const letters = [...base32(bytes)].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
        const bits = letters.map((value) => value.toString(2).padStart(5, '0')).join('');
        const back = Array.from(bytes, (_, i) => Number.parseInt(bits.slice(i * 8, i * 8 + 8), 2));
        expect(back).toEqual([...bytes]);
        expect(bits.slice(bytes.length * 8)).toMatch(/^0{0,4}$/);
      }),
    );
  });
});

test('a token has the form of a personal access token', () => {
  expect(newToken(secureRandom)).toMatch(/^[A-Z2-7]{32}$/);
  expect(newToken(secureRandom)).not.toBe(newToken(secureRandom));
});

test('of a token the SHA-256 is kept', () => {
  // FIPS 180-4 example
  expect(tokenHash('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
