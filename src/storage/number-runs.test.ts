import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packedLength, RUN, readRun, spelledLength, spellRun } from './number-runs.js';

function spelled(value: string): string {
  const run = readRun(value);
  if (run === null) return value;
  expect(run.bytes).toHaveLength(packedLength(run.kind, run.count));
  const text = Buffer.alloc(spelledLength(run.kind, run.count));
  const end = spellRun(run.kind, run.bytes, 0, run.count, new DataView(text.buffer, text.byteOffset, text.length), 0);
  return text.toString('latin1', 0, end);
}

test('whatever a value is, it comes back as it was', () => {
  const item = fc.oneof(
    fc.integer({ min: 0, max: 260 }).map(String),
    fc.integer({ min: 0, max: 270 }).map((tenth) => String(tenth / 10)),
    fc.constantFrom('null', '', '1.0', '007', '-1', '0.05', '1e3', ' 1'),
  );
  const values = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 255 })).map((items) => JSON.stringify(items)),
    fc.array(fc.integer({ min: 0, max: 255 })).map((items) => JSON.stringify(items.map((tenth) => tenth / 10))),
    fc.array(item).map((items) => `[${items.join(',')}]`),
    fc.stringMatching(/^"[1-4]{0,40}"$/),
    fc.stringMatching(/^["[][0-5",.\]x]{0,40}["\]]?$/),
  );
  fc.assert(
    fc.property(values, (value) => {
      expect(spelled(value)).toBe(value);
    }),
    { seed: 20_261_123, numRuns: 3000 },
  );
});

test.each([
  ['a hypnogram', `"${'4221'.repeat(100)}"`, RUN.digits, 400, 100],
  ['one whose length is no multiple of four', `"${'4'.repeat(401)}"`, RUN.digits, 401, 101],
  ['heart rate', '[null,61,62,254,0,null]', RUN.whole, 6, 6],
  ['movement', '[0.9,1,25.5,0,1.1,9.9]', RUN.tenths, 6, 6],
])('%s is a run', (_what, value, kind, count, length) => {
  expect(readRun(value)).toMatchObject({ kind, count });
  expect(readRun(value)?.bytes).toHaveLength(length);
  expect(spelled(value)).toBe(value);
});

test.each([
  ['a short value', '[1,2,3]'],
  ['a timestamp', '"2026-01-02T03:04:05.678+02:00"'],
  ['digits beyond four', `"${'0123450'.repeat(10)}"`],
  ['numbers beyond a byte', '[61,62,255,63,64,65]'],
  ['tenths beyond a byte', '[0.9,1.2,25.6,0.9,0.9]'],
  ['tenths that are not there', '[0.9,null,1.2,0.9,0.9]'],
  ['numbers as nobody writes them', '[1.0,1.0,1.0,1.0,1.0]'],
  ['less than nothing', '[-0.1,-0.2,0.3,0.4,0.5]'],
])('%s is none', (_what, value) => {
  expect(readRun(value)).toBeNull();
});
