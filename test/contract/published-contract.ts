import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenApiDocument } from '../../src/http/openapi.js';

const file = path.resolve(import.meta.dirname, '../../../shared/reference/oura-openapi-1.29.json');

/** Whether the published contract lies beside the checkout. */
export const hasPublishedContract = existsSync(file);

/** The data operations of the published contract (all but those of webhooks) with its components. */
export function readPublishedContract(): OpenApiDocument {
  const document: OpenApiDocument = JSON.parse(readFileSync(file, 'utf8'));
  const paths = Object.entries(document.paths).filter(([route]) => !route.startsWith('/v2/webhook/'));
  return { ...document, paths: Object.fromEntries(paths) };
}
