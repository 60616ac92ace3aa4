import { expect, test } from 'vitest';
import { clockMs, contextOf, recordingOf } from '../../test/derive/made-day.js';
import { ringConfiguration } from '../collections/ring-configuration.js';
import { ringDocuments } from './ring-documents.js';

test('a ring in the form of the wire', () => {
  const words = { hardwareType: 'gen4', color: 'rose', design: 'horizon', firmwareVersion: '1.0', size: 8 };
  const [document] = ringDocuments(contextOf(recordingOf({ rings: [{ key: 'ring', setUpMs: clockMs(12), ...words }] })));
  expect(document?.key).toBe('ring');
  expect(Object.entries(ringConfiguration.body.parse(document?.body))).toEqual(Object.entries(document?.body ?? {}));
  expect(document?.body.set_up_at).toBe('2024-10-06T10:00:00.000Z');
});
