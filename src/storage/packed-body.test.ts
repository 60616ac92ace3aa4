import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { BODY_DICTIONARY } from './body-dictionary.js';
import { packBody, unpackBody } from './packed-body.js';

const mets = Array.from({ length: 1440 }, (_, minute) => (minute < 480 ? 0.9 : 1 + ((minute * 7919) % 23) / 10));
const activity = `"active_calories":306,"met":{"interval":60,"items":${JSON.stringify(mets)},"timestamp":"2026-01-02T04:00:00.000+02:00"}}`;

test('a long body is packed to a small part and comes back as it was', () => {
  const packed = packBody(activity);
  expect(packed.length).toBeLessThan(activity.length / 5);
  expect(unpackBody(packed).toString()).toBe(activity);
});

test('so is one with little but its keys that repeats', () => {
  const text = `"sleep_phase_30_sec":"${'2'.repeat(900)}","average_hrv":37,"type":"long_sleep"}`;
  const packed = packBody(text);
  expect(packed.length).toBeLessThan(80);
  expect(unpackBody(packed).toString()).toBe(text);
});

test.each([
  ['a short one', '"day":"2026-01-02"}'],
  ['one with other characters than ASCII', `"comment":"${'äöü €'.repeat(300)}"}`],
])('%s stays text', (_what, text) => {
  expect(packBody(text).toString()).toBe(text);
  expect(unpackBody(packBody(text)).toString()).toBe(text);
});

test('one longer than any guess of its length comes back, too', () => {
  const text = `"comment":"${'1,2,3.4,'.repeat(20_000)}"}`;
  expect(unpackBody(packBody(text)).toString()).toBe(text);
});

test('damage that can be told is told', () => {
  const packed = packBody(activity);
  expect(() => unpackBody(packed.subarray(0, packed.length >> 1))).toThrow();
  expect(() => unpackBody(Buffer.concat([Buffer.of(0), packed.subarray(1)]))).toThrow('newer Circlet');
});

test('the dictionary that stored documents refer to is the same for ever', () => {
  expect(createHash('sha256').update(BODY_DICTIONARY).digest('hex')).toBe(
    'c159486a1ce113c2b97a59bed8e731f51086575f5b0b87331ae2548bb81ce344',
  );
});
