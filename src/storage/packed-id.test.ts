import { expect, test } from 'vitest';
import { packId, unpackId } from './packed-id.js';

test.each([
  ['a UUID', '2f1e4d3c-0a9b-4c8d-9e7f-00ff10203040', 16],
  ['one in capitals', '2F1E4D3C-0A9B-4C8D-9E7F-00FF10203040', 36],
  ['one with more behind it', '2f1e4d3c-0a9b-4c8d-9e7f-00ff10203040\n', 37],
  ['32 digits', '2f1e4d3c0a9b4c8d9e7f00ff10203040', 32],
  ['one with a letter beyond f', '2f1e4d3c-0a9b-4c8d-9e7f-00ff1020304g', 36],
  ['one with other characters', '2f1e4d3c-0a9b-4c8d-9e7f-00ff1020304ä', 36],
  ['digits instead of dashes', '2f1e4d3c00a9b04c8d09e7f000ff10203040', 36],
  ['nothing', '', 0],
])('%s', (_what, id, size) => {
  expect(packId(id)).toHaveLength(size);
  expect(unpackId(packId(id))).toBe(id);
});
