import { basename } from 'node:path';
import type { Collection } from '../collections/define.js';
import { collections } from '../collections/index.js';
import type { Ledger, Owner } from '../ledger/ledger.js';
import { detectFormat, type Format, HEAD_BYTES } from './detect-format.js';
import { type FoundFile, findFiles } from './find-files.js';
import { ImportFailure } from './import-failure.js';
import { type FileReport, type ImportReport, notImported } from './import-report.js';
import { type ImportContext, type ImportProgress, importSource } from './import-source.js';
import { importZip } from './import-zip.js';
import { collectionNamed, collectionOfFileName } from './match-collection.js';
import type { PutProfile } from './profile-batches.js';
import { readFileChunks, readHead } from './read-file.js';

const MAX_REJECTIONS = 100_000;

/** What to import, for whom and how. */
export interface ImportOptions {
  ledger: Ledger;
  owner: Owner;
  /** Files and folders. */
  paths: readonly string[];
  /** The collection of all files outside archives; without it, their names tell. */
  collection?: string | undefined;
  /** Do everything and write nothing. */
  dryRun: boolean;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Told of each file as soon as it is done: what it says is imported is on the disk. */
  onFile?: ((file: FileReport) => void) | undefined;
  /** Takes over personal_info; without it such files are skipped. */
  putProfile?: PutProfile | undefined;
}

/**
 * Imports JSON as the API serves it, NDJSON and account exports. Each file is written wholly or not at all; one that fails is reported
 * and the others go on. Throws where the collection named in the options does not exist, and what the ledger throws.
 */
export async function importPaths(options: ImportOptions): Promise<ImportReport> {
  const { ledger, owner, dryRun, onProgress, putProfile } = options;
  const context: ImportContext = { ledger, owner, dryRun, onProgress, putProfile, budget: { left: MAX_REJECTIONS } };
  const collection = options.collection === undefined ? undefined : requiredCollection(options.collection);
  const report: ImportReport = { files: [], ignoredMembers: 0 };
  const done = (file: FileReport) => {
    report.files.push(file);
    options.onFile?.(file);
  };
  for await (const file of findFiles(options.paths)) report.ignoredMembers += await importFile(context, file, collection, done);
  return report;
}

function requiredCollection(name: string): Collection {
  const collection = collectionNamed(name);
  if (collection) return collection;
  throw new ImportFailure(`there is no collection "${name}"; there are ${collections.map((known) => known.name).join(', ')}`);
}

/** Imports what one path holds and returns the number of archive members that were ignored. */
async function importFile(
  context: ImportContext,
  file: FoundFile,
  chosen: Collection | undefined,
  done: (file: FileReport) => void,
): Promise<number> {
  const { path, isNamed, bytes, problem } = file;
  const leaveOut = (reason: string, status: 'skipped' | 'failed') => {
    done(notImported({ path, member: null, collection: null }, status, reason));
    return 0;
  };
  // What lies about in a folder may be anything; a file that was named is meant to be imported.
  const not = (reason: string) => leaveOut(reason, isNamed ? 'failed' : 'skipped');
  if (problem !== null) return not(problem);
  try {
    const name = basename(path);
    const format = detectFormat(await readHead(path, HEAD_BYTES), name);
    if (format === 'zip') return await importZip(context, path, done);
    if (format !== 'json' && format !== 'csv') return not(UNREADABLE[format]);
    const collection = chosen ?? collectionOfFileName(name);
    if (!collection) return not('its name tells no collection of the API: rename it, or name one with --collection');
    done(await importSource(context, { path, member: null, bytes, format, open: () => readFileChunks(path) }, collection));
    return 0;
  } catch (error) {
    if (error instanceof ImportFailure) return leaveOut(error.message, 'failed');
    throw error;
  }
}

const UNREADABLE: Record<Exclude<Format, 'json' | 'csv' | 'zip'>, string> = {
  empty: 'the file is empty',
  gzip: 'compressed with gzip: unpack it first',
  unknown: 'not JSON, CSV or ZIP',
};
