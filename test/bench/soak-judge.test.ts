import { expect, test } from 'vitest';
import { judgeSoak, type Sample, slopeOf } from '../../bench/soak/judge.js';

const usual: Sample = { seconds: 0, rssBytes: 300e6, delayP50: 10.2, delayP99: 13, latencyP50: 1, latencyP99: 9, requests: 9000 };
/** An hour of samples, one each ten seconds. */
const hour = (change: (share: number, at: number) => Partial<Sample>) =>
  Array.from({ length: 360 }, (_, at) => ({ ...usual, seconds: (at + 1) * 10, ...change((at + 1) / 360, at) }));

test('a line is found with its slope', () => {
  const points = Array.from({ length: 100 }, (_, at) => ({ hours: at / 100, value: 7 * (at / 100) + 300 }));
  expect(slopeOf(points).perHour).toBeCloseTo(7);
  expect(slopeOf(points).error).toBeCloseTo(0);
});

test('memory that grows and is collected is flat, what is never given back is not', () => {
  const saw = (at: number) => (at % 13) * 6e6;
  const flat = judgeSoak(hour((_, at) => ({ rssBytes: 300e6 + saw(at) })));
  const leaking = judgeSoak(hour((share, at) => ({ rssBytes: 300e6 + saw(at) + share * 40e6 })));
  expect(flat.rssMegabytes.isFlat).toBe(true);
  expect(leaking.rssMegabytes.isFlat).toBe(false);
  expect(leaking.rssMegabytes.perHour).toBeGreaterThan(30);
  expect(leaking.rssMegabytes.perHour).toBeLessThan(50);
});

test('the first third may grow as it likes', () => {
  const { rssMegabytes } = judgeSoak(hour((share) => ({ rssBytes: 100e6 + Math.min(share, 1 / 3) * 600e6 })));
  expect(rssMegabytes).toMatchObject({ isFlat: true, mean: expect.closeTo(300) });
});

test('memory of some minutes is not judged, their delays are', () => {
  const minutes = hour((share) => ({ rssBytes: 300e6 * (1 + share), delayP99: 13 + 600 * share })).slice(0, 30);
  expect(judgeSoak(minutes)).toMatchObject({ rssMegabytes: { isFlat: null }, delayP99: { isFlat: false } });
});

test('an event loop that gets slower is found', () => {
  const { delayP50, delayP99 } = judgeSoak(hour((share) => ({ delayP99: 13 + 30 * share })));
  expect(delayP50.isFlat).toBe(true);
  expect(delayP99).toMatchObject({ isFlat: false, first: expect.closeTo(18, 0), last: expect.closeTo(38, 0) });
});

test('too few samples are refused', () => {
  expect(() => judgeSoak(hour(() => ({})).slice(0, 5))).toThrow('at least six');
});
