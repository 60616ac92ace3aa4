import { readPublishedContract } from './published-contract.js';
import { type ContractValidator, createValidator } from './validate.js';

/** Checks answers against the published contract; to be called only where it lies beside the checkout. */
export function createPublishedValidator(): ContractValidator {
  return createValidator(readPublishedContract());
}
