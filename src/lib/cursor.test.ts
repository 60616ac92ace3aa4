import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCursor, sealCursor } from './cursor.js';

fc.configureGlobal({ seed: 20_260_102 });

const KEY = Buffer.from('0123456789abcdef0123456789abcdef');
const POSITION = [7, 'daily_sleep', { fromMs: -9_007_199_254_740_991, toMs: 1 }, ['day', 'score'], 50, { instantMs: 5, id: 'ü-✓' }];

test('a position comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (position) => {
      expect(openCursor(KEY, sealCursor(KEY, position))).toEqual(JSON.parse(JSON.stringify(position)));
    }),
  );
});

test('it is the same token each time and needs no escaping in a URL', () => {
  const token = sealCursor(KEY, POSITION);
  expect(sealCursor(KEY, POSITION)).toBe(token);
  expect(encodeURIComponent(token)).toBe(token);
});

test('no character of it can be changed, taken away or added', () => {
  const token = sealCursor(KEY, POSITION);
  for (let place = 0; place < token.length; place++) {
    for (const other of ['A', 'B', '-', '_', '']) {
      const altered = token.slice(0, place) + other + token.slice(place + 1);
      if (altered !== token) expect(openCursor(KEY, altered), altered).toBeNull();
    }
  }
  for (const other of ['A', '=', '==', ' ', '\n', '%3D']) {
    expect(openCursor(KEY, token + other)).toBeNull();
    expect(openCursor(KEY, other + token)).toBeNull();
  }
});

test('another spelling of its last byte is not it', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  for (const position of [1, 12, 123]) {
    const token = sealCursor(KEY, position);
    const twins = [...alphabet].map((letter) => token.slice(0, -1) + letter).filter((twin) => twin !== token);
    for (const twin of twins) expect(openCursor(KEY, twin), twin).toBeNull();
  }
});

test.each([
  ['with another key', sealCursor(Buffer.from('another key'), POSITION)],
  ['that is empty', ''],
  ['shorter than its seal', 'AAAA'],
  ['of nothing but a seal', Buffer.alloc(12).toString('base64url')],
  ['in plain JSON', JSON.stringify(POSITION)],
  ['in plain base64', Buffer.from(JSON.stringify(POSITION)).toString('base64')],
  ['with other letters', '✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓✓'],
])('a token %s opens nothing', (_what, token) => {
  expect(openCursor(KEY, token)).toBeNull();
});

test('whatever the text, it opens nothing and nothing breaks', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      expect(openCursor(KEY, text)).toBeNull();
    }),
  );
});
