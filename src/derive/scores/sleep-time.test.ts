import { expect, test } from 'vitest';
import { type BedtimeNight, bedtimeWindow, sleepTime } from './sleep-time.js';

const HOUR = 3600;
const good: BedtimeNight = { sleepScore: 88, efficiencyPercent: 90, bedtimeSeconds: -HOUR, riseSeconds: 7 * HOUR };
const fair = { ...good, sleepScore: 74, bedtimeSeconds: 0.5 * HOUR };
const poor = { ...good, sleepScore: 55, efficiencyPercent: 70 };
const nights = (count: number, night: BedtimeNight | null) => Array<BedtimeNight | null>(count).fill(night);
const suggest = (...parts: (BedtimeNight | null)[][]) => sleepTime(parts.flat(), 7200);

test('the window begins at the nearest quarter of an hour', () => {
  expect(bedtimeWindow(-4000, 7200)).toEqual({ day_tz: 7200, start_offset: -3600, end_offset: -900 });
  expect(Object.is(bedtimeWindow(-100, 0).start_offset, 0)).toBe(true);
});

test.each([
  ['not_enough_nights', null, suggest(nights(13, good))],
  ['not_enough_recent_nights', null, suggest(nights(4, good), nights(10, null), nights(20, good))],
  ['bad_sleep_quality', 'improve_efficiency', suggest(nights(30, poor))],
])('%s: no window, recommendation %s', (status, recommendation, answer) => {
  expect(answer).toEqual({ optimal_bedtime: null, recommendation, status });
});

test('good nights set the window around their bedtime', () => {
  expect(suggest(nights(20, good))).toEqual({
    optimal_bedtime: { day_tz: 7200, start_offset: -4500, end_offset: -1800 },
    recommendation: 'follow_optimal_bedtime',
    status: 'optimal_found',
  });
});

test('fair sleepers are led to bed earlier', () => {
  expect(suggest(nights(20, fair))).toEqual({
    optimal_bedtime: { day_tz: 7200, start_offset: -900, end_offset: 1800 },
    recommendation: 'follow_optimal_bedtime',
    status: 'only_recommended_found',
  });
});

test('good nights that are not alike do not set a window', () => {
  const early = { ...good, bedtimeSeconds: -3 * HOUR };
  expect(suggest(nights(10, good), nights(10, early)).status).toBe('only_recommended_found');
});

test.each([
  ['earlier_bedtime', { bedtimeSeconds: HOUR }],
  ['later_bedtime', { bedtimeSeconds: -3 * HOUR }],
  ['earlier_wake_up_time', { riseSeconds: 8.5 * HOUR }],
  ['later_wake_up_time', { riseSeconds: 5.5 * HOUR }],
  ['improve_efficiency', { efficiencyPercent: 75, bedtimeSeconds: HOUR }],
])('%s when recent nights had %o', (recommendation, change) => {
  const recent = { ...fair, bedtimeSeconds: -HOUR, ...change };
  expect(suggest(nights(14, recent), nights(20, good)).recommendation).toBe(recommendation);
});
