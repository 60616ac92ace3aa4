import { describe, expect, test } from 'vitest';
import { hasPublishedContract } from './published-contract.js';
import { createPublishedValidator } from './published-validate.js';
import { validateCases } from './validate-cases.js';

describe.skipIf(!hasPublishedContract)('the published contract judges answers as ours does', () => {
  const validator = hasPublishedContract ? createPublishedValidator() : undefined;

  test.each(validateCases)('%s', (_what, url, status, body, errors) => {
    expect(validator?.check(url, status, body)).toEqual(errors);
  });
});
