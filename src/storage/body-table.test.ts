import { deflateRawSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BODY_DICTIONARY } from './body-dictionary.js';
import { packTable } from './body-table.js';
import { BodyTable } from './body-table-reader.js';
import { packBody } from './packed-body.js';

const dictionary = Buffer.from(BODY_DICTIONARY, 'latin1');

function unpacked(packed: Buffer, count: number): string[] {
  const table = new BodyTable(packed, count);
  return Array.from({ length: count }, (_, n) => table.body(n).toString('latin1'));
}

const value = fc.oneof(
  fc.constantFrom(null, true, '', ':', '":', '\n', '\u0000', '[1,2', 'ä', 'long_sleep'),
  fc.double({ noNaN: true }),
  fc.integer({ min: -3, max: 300 }),
  fc.string(),
  fc.array(fc.integer({ min: 0, max: 300 })),
  fc.array(fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 255 }))),
  fc.array(fc.integer({ min: 0, max: 99 }).map((tenth) => tenth / 10)),
  fc.array(fc.string()),
  fc.stringMatching(/^[1-4]{10,50}$/),
);
const body = fc
  .record(
    { day: value, heart_rate: fc.oneof(fc.constant(null), fc.record({ items: value, timestamp: value })), text: value, type: value },
    { requiredKeys: [] },
  )
  .map((object) => Buffer.from(JSON.stringify(object).slice(1)).toString('latin1'));

test('bodies come back as they went in, in whatever order they are asked for', () => {
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 12 }), (bodies) => {
      const packed = packTable(bodies);
      expect(unpacked(packed, bodies.length)).toEqual(bodies);
      const last = bodies.length - 1;
      expect(new BodyTable(packed, bodies.length).body(last).toString('latin1')).toBe(bodies[last]);
    }),
    { seed: 20_261_123, numRuns: 500 },
  );
});

/** A night of five-minute and half-minute values, the shape of a sleep document. */
function night(day: number): string {
  const items = Array.from({ length: 96 }, (_, n) => (n % 17 === day % 17 ? null : 48 + ((n * 31 + day * 7) % 13)));
  const phases = Array.from({ length: 960 }, (_, n) => 1 + ((Math.floor(n / 37) * 5 + day) % 4)).join('');
  const date = `2026-01-${String(day + 1).padStart(2, '0')}`;
  return `"average_hrv":${40 + (day % 9)},"day":"${date}","heart_rate":{"interval":300,"items":${JSON.stringify(items)},"timestamp":"${date}T23:00:00.000+02:00"},"sleep_phase_30_sec":"${phases}","type":"long_sleep"}`;
}

test('a table takes less than its bodies as one text', () => {
  const bodies = Array.from({ length: 16 }, (_, day) => night(day));
  expect(packTable(bodies).length).toBeLessThan(packBody(bodies.join('')).length * 0.8);
});

test('bodies that were asked for stay as they were when others are', () => {
  const bodies = Array.from({ length: 200 }, (_, day) => night(day));
  const table = new BodyTable(packTable(bodies), bodies.length);
  const read = bodies.map((_, n) => table.body(n));
  expect(read.map(String)).toEqual(bodies);
});

test('damage that can be told is told, and none makes reading endless', () => {
  const bodies = Array.from({ length: 3 }, (_, day) => night(day));
  const packed = packTable(bodies);
  const lines = inflateRawSync(packed, { dictionary });
  expect(() => unpacked(packed.subarray(0, packed.length >> 1), 3)).toThrow();
  expect(() => unpacked(packed, 2)).toThrow('damaged');
  for (let at = 0; at < lines.length; at++) {
    const changed = Buffer.from(lines);
    changed[at] = (changed[at] as number) ^ 0x15;
    try {
      unpacked(deflateRawSync(changed, { dictionary }), 3);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  }
  for (const end of [0, lines.indexOf(0), lines.indexOf(0) + 1, lines.length - 1]) {
    expect(() => unpacked(deflateRawSync(lines.subarray(0, end), { dictionary }), 3)).toThrow('damaged');
  }
});
