import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCollection } from '../../src/collections/index.js';
import { importPaths } from '../../src/importers/import-paths.js';
import type { FileReport } from '../../src/importers/import-report.js';
import type { TestServer } from '../../src/testing.js';
import { hasPublishedContract } from '../contract/published-contract.js';
import { createPublishedValidator } from '../contract/published-validate.js';
import { answerOf } from '../support/answers.js';
import { startFrozenServer } from '../support/frozen-server.js';
import type { Row } from '../support/sample-documents.js';
import { walkPages } from '../support/walk-pages.js';

const folder = path.resolve(import.meta.dirname, '../../../shared/data/oura-responses-2024');
const names = existsSync(folder) ? readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? file.slice(0, -5) : [])) : [];
const documentNames = names.filter((name) => findCollection(name)?.kind === 'document');
const NOTHING = { created: 0, updated: 0, unchanged: 0, kept: 0, added: 0, replaced: 0, rejected: 0 };
const recorded = (name: string): Row[] => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')).data;

describe.skipIf(names.length === 0 || !hasPublishedContract)('answers recorded in 2024, imported and asked for again', () => {
  let server: TestServer;
  let user: { id: string; token: string };
  let first: FileReport[];
  beforeAll(async () => {
    server = await startFrozenServer();
    user = await server.addUser();
    first = await importInto(server, user.id);
  });
  afterAll(() => server.close());
  const validator = hasPublishedContract ? createPublishedValidator() : undefined;
  const get = async (url: string) => {
    const response = await server.get(`/v2/usercollection/${url}`, user.token);
    expect(validator?.check(`/v2/usercollection/${url}`, response.status, await response.clone().json())).toEqual([]);
    return response;
  };

  test('are taken without a rejection', () => {
    expect(first.map(({ collection }) => collection).sort()).toEqual(names.toSorted());
    for (const { collection, status, reason, rows, counts } of first) {
      const count = recorded(String(collection)).length;
      const written = collection === 'heartrate' ? { added: count } : { created: count };
      expect({ status, reason, rows, counts }).toEqual({
        status: 'imported',
        reason: null,
        rows: count,
        counts: { ...NOTHING, ...written },
      });
    }
  });

  test.each(documentNames)('%s is as it was, field by field', async (name) => {
    const documents = recorded(name);
    expect(documents.length).toBeGreaterThan(0);
    for (const original of documents) {
      const { status, body } = await answerOf(get(`${name}/${original.id}`));
      const { meta: _, ...served } = body as Row;
      expect(status).toBe(200);
      expectSame(served, original, name);
    }
    const { rows } = await walkPages(get, `${name}?start_date=2024-01-01&end_date=2024-12-31`);
    expect(rows.map((row) => row.id)).toEqual(documents.map((document) => document.id));
  });

  test('heartrate is as it was, row by row', async () => {
    const rows = recorded('heartrate');
    const walk = await walkPages(get, 'heartrate?start_datetime=2024-01-01&end_datetime=2024-12-31');
    expect(walk.rows).toHaveLength(rows.length);
    for (const [place, original] of rows.entries()) {
      const { timestamp_unix, ...served } = walk.rows[place] as Row;
      expect(timestamp_unix).toBe(Date.parse(String(original.timestamp)));
      expectSame(served, original, `heartrate ${place}`);
    }
  });

  test('change nothing when they are imported again', async () => {
    const changes = await server.store.listChanges(0, 10_000);
    const again = await importInto(server, user.id);
    for (const { rows, counts } of again) expect(counts).toEqual({ ...NOTHING, unchanged: rows });
    expect(await server.store.listChanges(0, 10_000)).toEqual(changes);
  });
});

async function importInto(server: TestServer, id: string): Promise<FileReport[]> {
  const owner = await server.store.users.find(id);
  if (!owner) throw new Error('there is no such user');
  const { files } = await importPaths({ ledger: server.ledger, owner, paths: [folder], dryRun: false });
  return files.filter(({ status }) => status !== 'skipped');
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** The offset at the end of a date-time, in one spelling. */
const offsetOf = (text: string) => text.replace(/Z$/, '+00:00').slice(-6);

/** What is served equals the original, times compared by instant and offset; what the original lacks is null. */
function expectSame(served: unknown, original: unknown, place: string): void {
  if (typeof original === 'string' && DATE_TIME.test(original)) {
    expect([place, Date.parse(String(served)), offsetOf(String(served))]).toEqual([place, Date.parse(original), offsetOf(original)]);
  } else if (Array.isArray(original) || typeof original !== 'object' || original === null) {
    expect([place, served]).toEqual([place, original]);
  } else {
    const missing = Object.keys(original).filter((key) => !(key in (served as Row)));
    expect([place, missing]).toEqual([place, []]);
    for (const [key, value] of Object.entries(served as Row)) expectSame(value, (original as Row)[key] ?? null, `${place}.${key}`);
  }
}
