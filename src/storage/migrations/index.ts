import type { Migration } from 'kysely';
import * as initial from './0001-initial.js';
import * as oauth from './0002-oauth.js';
import * as webhooks from './0003-webhooks.js';
import * as mirrors from './0004-mirrors.js';
import * as revisions from './0005-revisions.js';
import * as requestCounts from './0006-request-counts.js';

/** All migrations by name, applied in the order of their names; there is no way back down. */
export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-oauth': oauth,
  '0003-webhooks': webhooks,
  '0004-mirrors': mirrors,
  '0005-revisions': revisions,
  '0006-request-counts': requestCounts,
};
