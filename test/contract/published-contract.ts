import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenApiDocument } from '../../src/http/openapi.js';

const file = path.resolve(import.meta.dirname, '../../../shared/reference/oura-openapi-1.29.json');

/** Whether the published contract lies beside the checkout. */
export const hasPublishedContract = existsSync(file);

/** The published contract. */
export function readPublishedContract(): OpenApiDocument {
  return JSON.parse(readFileSync(file, 'utf8'));
}
