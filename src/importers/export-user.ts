import { existsSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collection, DocumentCollection, SeriesCollection } from '../collections/define.js';
import { collections } from '../collections/index.js';

/** All data of one user, in the JSON that the API serves. */
export interface ExportSource {
  /** Documents with `id` and `meta`, ascending. */
  documents(collection: DocumentCollection): AsyncIterable<string>;
  /** Samples, ascending. */
  rows(collection: SeriesCollection): AsyncIterable<string>;
  /** The body of personal_info, or null where nothing is known of the wearer. */
  profile(): Record<string, unknown> | null;
}

/** A file that an export wrote. */
export interface ExportedFile {
  file: string;
  rows: number;
}

/** These are records of somebody's health. */
const OWNER_ONLY = 0o600;
const WRITE_LENGTH = 256 << 10;

/**
 * Writes one file per collection that has data into a folder, which is created: `{"data":[…],"next_token":null}` with a row on each
 * line, personal_info as the object it is. A file of an earlier export is replaced whole, even where nothing is left to write in it.
 */
export async function exportUser({ source, out }: { source: ExportSource; out: string }): Promise<ExportedFile[]> {
  await mkdir(out, { recursive: true });
  const files: ExportedFile[] = [];
  for (const collection of collections) {
    const file = join(out, `${collection.name}.json`);
    const rows = await replaceFile(file, (handle) => writeCollection(handle, source, collection));
    if (rows !== null) files.push({ file, rows });
  }
  return files;
}

/** Returns the number of rows written, null where there is neither a row nor a file to replace. */
async function replaceFile(path: string, write: (handle: FileHandle) => Promise<number>): Promise<number | null> {
  const partial = `${path}.partial`;
  try {
    const handle = await open(partial, 'w', OWNER_ONLY);
    const rows = await write(handle)
      .then((count) => handle.sync().then(() => count))
      .finally(() => handle.close());
    if (rows === 0 && !existsSync(path)) return null;
    await rename(partial, path);
    return rows;
  } finally {
    await rm(partial, { force: true });
  }
}

async function writeCollection(handle: FileHandle, source: ExportSource, collection: Collection): Promise<number> {
  if (collection.kind === 'document') return writeList(handle, source.documents(collection));
  if (collection.kind === 'series') return writeList(handle, source.rows(collection));
  const profile = source.profile();
  await handle.appendFile(`${JSON.stringify(profile ?? {})}\n`);
  return profile === null ? 0 : 1;
}

async function writeList(handle: FileHandle, texts: AsyncIterable<string>): Promise<number> {
  let rows = 0;
  let text = '{"data":[';
  for await (const row of texts) {
    text += `${rows === 0 ? '' : ','}\n${row}`;
    rows++;
    if (text.length < WRITE_LENGTH) continue;
    await handle.appendFile(text);
    text = '';
  }
  await handle.appendFile(`${text}\n],"next_token":null}\n`);
  return rows;
}
