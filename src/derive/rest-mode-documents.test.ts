import { expect, test } from 'vitest';
import { clockMs, contextOf, recordingOf } from '../../test/derive/made-day.js';
import { restModePeriod } from '../collections/rest-mode-period.js';
import { restModeDocuments } from './rest-mode-documents.js';

const rest = {
  ...{ key: 'cold', startMs: clockMs(9), endMs: null, startOffsetMinutes: 120, endOffsetMinutes: 180 },
  episodes: [{ atMs: clockMs(10), offsetMinutes: 120, tags: ['tag_generic_cold'] }],
};
const bodyOf = (endMs: number | null) => restModeDocuments(contextOf(recordingOf({ restModes: [{ ...rest, endMs }] })))[0]?.body ?? {};

test('a time with goals paused, lasting or over, in the form of the wire', () => {
  const lasting = bodyOf(null);
  expect(Object.entries(restModePeriod.body.parse(lasting))).toEqual(Object.entries(lasting));
  expect(lasting).toMatchObject({ end_day: null, end_time: null, start_time: '2024-10-06T09:00:00.000+02:00' });
  expect(lasting.episodes).toEqual([{ tags: ['tag_generic_cold'], timestamp: '2024-10-06T10:00:00.000+02:00' }]);
  expect(bodyOf(clockMs(47, 30))).toMatchObject({ end_day: '2024-10-08', end_time: '2024-10-08T00:30:00.000+03:00' });
});
