import { expect, test } from 'vitest';
import { collections } from '../../src/collections/index.js';
import { createContractValidator } from './validate.js';
import { validateCases } from './validate-cases.js';

const validator = createContractValidator();

test.each(validateCases)('%s', (_what, url, status, body, errors) => {
  expect(validator.check(url, status, body)).toEqual(errors);
});

test.each(collections)('$name has a schema that compiles in strict mode', ({ kind, paths: [word] }) => {
  const url = `/v2/usercollection/${word}`;
  if (kind === 'document') expect(validator.check(`${url}/x`, 200, {})).toContain("/ must have required property 'id'");
  if (kind === 'profile') expect(validator.check(url, 200, { id: 'x' })).toEqual([]);
  else expect(validator.check(url, 200, { data: [], next_token: null })).toEqual([]);
});
