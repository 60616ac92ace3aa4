import { Hono } from 'hono';
import type { DocumentCollection, SeriesCollection } from '../../collections/define.js';
import { findCollection } from '../../collections/index.js';
import { type Issue, type ReadDocument, readDocument } from '../../collections/read-document.js';
import { createRowReader, emptyRows } from '../../collections/series-rows.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Store } from '../../storage/store.js';
import { ApiError, badBody } from '../errors.js';
import { readJson } from './body.js';
import { findUser } from './users.js';

/** Things wrong with one body that are told at once. */
const MAXIMUM_ISSUES = 100;

/** `/users/{id}/documents` and `/users/{id}/series`: writing through the ledger, all of a body or nothing. */
export function createDataWriteRoutes({ store, ledger }: { store: Store; ledger: Ledger }): Hono {
  const app = new Hono();
  app.put('/users/:id/documents/:collection', async (context) => {
    const user = await findUser(store, context.req.param('id'));
    const collection = findKind('document', context.req.param('collection'));
    const documents = readDocuments(collection, await readJson(context));
    const { created, updated, unchanged } = await ledger.transaction((to) => to.putDocuments(user, collection, documents));
    return context.json({ created, updated, unchanged });
  });
  app.delete('/users/:id/documents/:collection/:document_id', async (context) => {
    const user = await findUser(store, context.req.param('id'));
    const collection = findKind('document', context.req.param('collection'));
    const documentId = context.req.param('document_id');
    const isDeleted = await ledger.transaction((to) => to.deleteDocument(user, collection, documentId));
    if (!isDeleted) throw new ApiError(404, 'Document not found.');
    return context.body(null, 204);
  });
  app.put('/users/:id/series/:collection', async (context) => {
    const user = await findUser(store, context.req.param('id'));
    const collection = findKind('series', context.req.param('collection'));
    const rows = readRows(collection, await readJson(context));
    return context.json(await ledger.transaction((to) => to.putRows(user, collection, rows)));
  });
  return app;
}

function findKind<Kind extends 'document' | 'series'>(
  kind: Kind,
  name: string,
): Kind extends 'document' ? DocumentCollection : SeriesCollection {
  const collection = findCollection(name);
  if (collection?.kind !== kind) throw new ApiError(404, `There is no ${kind} collection ${name}.`);
  return collection as never;
}

function readDocuments(collection: DocumentCollection, input: unknown): ReadDocument[] {
  const inputs = Array.isArray(input) ? input : [input];
  const documents: ReadDocument[] = [];
  const issues: Issue[] = [];
  for (const [index, one] of inputs.entries()) {
    const reading = readDocument(collection, one);
    // A writer's own `meta` does not count here: the ledger keeps versions.
    if (reading.ok) documents.push({ ...reading.value, meta: null });
    else issues.push(...reading.issues.map((issue) => (Array.isArray(input) ? at(index, issue) : issue)));
    if (issues.length >= MAXIMUM_ISSUES) break;
  }
  if (issues.length > 0) throw badBody(issues);
  return documents;
}

function readRows(collection: SeriesCollection, input: unknown) {
  if (!Array.isArray(input)) throw badBody([{ type: 'list_type', path: [], message: 'Input should be a valid list', input }]);
  const rows = emptyRows(collection);
  const read = createRowReader(collection);
  const issues: Issue[] = [];
  for (const [index, row] of input.entries()) {
    const reading = read(row, rows);
    if (!reading.ok) issues.push(...reading.issues.map((issue) => at(index, issue)));
    if (issues.length >= MAXIMUM_ISSUES) break;
  }
  if (issues.length > 0) throw badBody(issues);
  return rows;
}

const at = (index: number, issue: Issue): Issue => ({ ...issue, path: [index, ...issue.path] });
