import { expect, test } from 'vitest';
import { clockMs, contextOf, recordingOf } from '../../test/derive/made-day.js';
import { session } from '../collections/session.js';
import { sessionDocuments } from './session-documents.js';

test('a moment in the form of the wire', () => {
  const moment = {
    ...({ key: 'calm', startMs: clockMs(9), endMs: clockMs(9, 1), offsetMinutes: 120, type: 'meditation', mood: null } as const),
    ...{ interval: 20, heartRate: [60, null, 58], hrv: null, motionCount: [0, 1, 0] },
  };
  const { key, body } = sessionDocuments(contextOf(recordingOf({ sessions: [moment] })))[0] ?? { key: '', body: {} };
  expect(key).toBe('calm');
  expect(Object.entries(session.body.parse(body))).toEqual(Object.entries(body));
  const timestamp = '2024-10-06T09:00:00.000+02:00';
  expect(body).toMatchObject({ heart_rate: { interval: 20, items: [60, null, 58], timestamp }, heart_rate_variability: null });
});
