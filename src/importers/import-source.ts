import type { z } from 'zod';
import type { Collection, DocumentCollection, SeriesCollection } from '../collections/define.js';
import { metadata } from '../collections/fields.js';
import type { Ledger, LedgerTransaction, Owner } from '../ledger/ledger.js';
import { csvRows } from './csv-rows.js';
import { createDocumentBatches } from './document-batches.js';
import { ImportFailure } from './import-failure.js';
import { type Counts, createFileReport, type FileReport, notImported } from './import-report.js';
import type { InputRow } from './input-row.js';
import { type Batches, type RejectionBudget, takeRows } from './intake.js';
import { jsonRows } from './json-rows.js';
import { createProfileBatches, type PutProfile } from './profile-batches.js';
import { createSeriesBatches } from './series-batches.js';
import { utf8Chunks } from './utf8-chunks.js';

const NO_PROFILE = 'a profile is not imported here: set it with `circlet user`';
const MAX_REJECTIONS_PER_FILE = 10_000;

/** A file, or a member of an archive, that holds rows. */
export interface Source {
  path: string;
  member: string | null;
  /** Size in bytes, unpacked. */
  bytes: number;
  format: 'json' | 'csv';
  /** The bytes; throws `ImportFailure` where they cannot be read. */
  open(): AsyncIterable<Buffer>;
}

/** What all files of an import have in common. */
export interface ImportContext {
  ledger: Ledger;
  owner: Owner;
  dryRun: boolean;
  onProgress: ((progress: ImportProgress) => void) | undefined;
  putProfile: PutProfile | undefined;
  /** Bounds the rejected rows described over all files together. */
  budget: RejectionBudget;
}

/** How far the reading of a file is, in bytes; of a member of an archive in unpacked bytes. */
export interface ImportProgress {
  file: string;
  bytesRead: number;
  bytesTotal: number;
}

/** Ends the transaction of a dry run. */
class DryRunEnd extends Error {}

/** Imports one source into one collection, wholly or not at all. */
export async function importSource(context: ImportContext, source: Source, collection: Collection): Promise<FileReport> {
  const subject = { ...source, collection: collection.name };
  if (collection.kind === 'profile' && !context.putProfile) return notImported(subject, 'skipped', NO_PROFILE);
  let report = createFileReport(subject);
  // The ledger may run its work again after a conflict, so the report begins anew with it.
  const take = async (batchesFor: (counts: Counts) => Batches) => {
    report = createFileReport(subject);
    const budgets = [{ left: MAX_REJECTIONS_PER_FILE }, context.budget];
    await takeRows(rowsOf(context, source, shapeOf(collection)), { batches: batchesFor(report.counts), report, budgets });
    if (context.dryRun) throw new DryRunEnd();
  };
  try {
    if (collection.kind === 'profile') await take((counts) => createProfileBatches({ ...context, collection }, counts));
    else await context.ledger.transaction((transaction) => take((counts) => batchesOf(collection, context.owner, transaction, counts)));
  } catch (error) {
    if (error instanceof ImportFailure) return failed(report, error.message);
    if (!(error instanceof DryRunEnd)) throw error;
  }
  return report;
}

/** The report of a file of which nothing was written after all. */
function failed(report: FileReport, reason: string): FileReport {
  const { rejected } = report.counts;
  return { ...report, counts: { ...createFileReport(report).counts, rejected }, status: 'failed', reason };
}

function batchesOf(
  collection: DocumentCollection | SeriesCollection,
  owner: Owner,
  transaction: LedgerTransaction,
  counts: Counts,
): Batches {
  if (collection.kind === 'document') return createDocumentBatches({ collection, transaction, owner }, counts);
  return createSeriesBatches({ collection, transaction, owner }, counts);
}

/** Counts the rows of a table that belongs to no collection. */
export async function countRows(context: ImportContext, source: Source): Promise<number> {
  let count = 0;
  for await (const rows of rowsOf(context, source, {})) count += rows.length;
  return count;
}

function rowsOf(context: ImportContext, source: Source, shape: Record<string, z.ZodType>): AsyncIterable<InputRow[]> {
  const chunks = utf8Chunks(metered(context, source));
  return source.format === 'json' ? jsonRows(chunks) : csvRows(chunks, shape);
}

function shapeOf(collection: Collection): Record<string, z.ZodType> {
  const { shape } = collection.kind === 'series' ? collection.row : collection.body;
  return { ...(shape as Record<string, z.ZodType>), meta: metadata };
}

async function* metered({ onProgress }: ImportContext, source: Source): AsyncGenerator<Buffer> {
  const file = source.member === null ? source.path : `${source.path}: ${source.member}`;
  let bytesRead = 0;
  onProgress?.({ file, bytesRead, bytesTotal: source.bytes });
  for await (const chunk of source.open()) {
    yield chunk;
    bytesRead += chunk.length;
    onProgress?.({ file, bytesRead, bytesTotal: source.bytes });
  }
}
