import { expect, test } from 'vitest';
import { clockMs, contextOf, recordingOf } from '../../test/derive/made-day.js';
import { enhancedTag } from '../collections/enhanced-tag.js';
import { tag } from '../collections/tag.js';
import type { TagRecording } from './recordings.js';
import { enhancedTagDocuments, tagDocuments } from './tag-documents.js';

const coffee: TagRecording = {
  ...{ key: 'coffee', startMs: clockMs(23), endMs: clockMs(24, 30), offsetMinutes: 120, code: 'tag_generic_caffeine' },
  ...{ customName: null, comment: 'Strong', isFirstGeneration: false },
};
const custom = { ...coffee, key: 'sauna', endMs: null, code: 'custom', customName: 'Sauna', comment: null };
const bodiesOf = (makers: typeof tagDocuments, ...tags: TagRecording[]) => makers(contextOf(recordingOf({ tags }))).map(({ body }) => body);

test('tags with a type, with or without an end', () => {
  const [first, second] = bodiesOf(enhancedTagDocuments, coffee, custom, { ...coffee, isFirstGeneration: true });
  expect(Object.entries(enhancedTag.body.parse(first))).toEqual(Object.entries(first ?? {}));
  expect(first).toMatchObject({ start_day: '2024-10-06', end_day: '2024-10-07', end_time: '2024-10-07T00:30:00.000+02:00' });
  expect(second).toMatchObject({ tag_type_code: 'custom', custom_name: 'Sauna', end_time: null, end_day: null });
});

test('tags of the first generation', () => {
  const old = { isFirstGeneration: true };
  const [first, second, ...more] = bodiesOf(tagDocuments, { ...coffee, ...old }, { ...custom, ...old }, coffee);
  expect(more).toEqual([]);
  expect(Object.entries(tag.body.parse(first))).toEqual(Object.entries(first ?? {}));
  expect(first).toEqual({ day: '2024-10-06', text: 'Strong', timestamp: '2024-10-06T23:00:00.000+02:00', tags: ['tag_generic_caffeine'] });
  expect(second).toMatchObject({ text: 'Sauna', tags: [] });
});
