import { basename, extname } from 'node:path/posix';
import { ImportFailure } from './import-failure.js';
import { type FileReport, notImported } from './import-report.js';
import { countRows, type ImportContext, importSource, type Source } from './import-source.js';
import { collectionNamed, collectionOfFileName } from './match-collection.js';
import { openZip, type ZipMember } from './zip-members.js';

/**
 * Imports an account export: the tables in its folder `App Data`, each into the collection of its name. An archive without that folder is
 * read like a folder of files. Returns how many members were none of our business.
 */
export async function importZip(context: ImportContext, path: string, done: (file: FileReport) => void): Promise<number> {
  const archive = await openZip(path);
  try {
    const ofExport = archive.members.filter((member) => isInAppData(member.path));
    const chosen = ofExport.length > 0 ? ofExport : archive.members.filter((member) => !isHidden(member.path));
    for (const member of chosen) done(await importMember(context, path, member));
    return archive.members.length - chosen.length;
  } finally {
    archive.close();
  }
}

async function importMember(context: ImportContext, path: string, member: ZipMember): Promise<FileReport> {
  const skipped = (reason: string) => notImported({ path, member: member.path, collection: null }, 'skipped', reason);
  const extension = extname(member.path).toLowerCase();
  const isTable = extension === '.csv';
  if (!isTable && !['.json', '.ndjson', '.jsonl'].includes(extension)) return skipped('not CSV or JSON');
  const name = basename(member.path);
  const collection = isInAppData(member.path) ? collectionNamed(name.slice(0, -extension.length)) : collectionOfFileName(name);
  const source: Source = { path, member: member.path, bytes: member.bytes, format: isTable ? 'csv' : 'json', open: member.open };
  if (member.bytes === 0) return skipped('the file is empty');
  if (collection) return importSource(context, source, collection);
  try {
    const rows = await countRows(context, source);
    return { ...skipped('no collection of the API holds this category'), rows };
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error;
    return skipped(`no collection of the API holds this category, and its rows cannot be counted: ${error.message}`);
  }
}

const isHidden = (path: string) => path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');

function isInAppData(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return folders.some((folder) => /^app[ _-]?data$/i.test(folder)) && !isHidden(path);
}
