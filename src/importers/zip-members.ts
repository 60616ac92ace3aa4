import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { ImportFailure } from './import-failure.js';
import { readable } from './read-file.js';

const MAX_MEMBERS = 10_000;
const MAX_TOTAL_BYTES = 20e9;
/** Text of the export packs 5 to 30 times; only made-up data packs hundreds of times. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 10 << 20;

/** An open archive whose table of contents has been read and found harmless. */
export interface ZipArchive {
  /** Its files, sorted by path, folders left out. */
  members: ZipMember[];
  close(): void;
}

/** A file within an archive. */
export interface ZipMember {
  path: string;
  /** Size unpacked. */
  bytes: number;
  /** The unpacked bytes; ends in an `ImportFailure` where they are encrypted, damaged or far too many. */
  open(): AsyncGenerator<Buffer>;
}

/** Opens a ZIP archive; refuses one that is damaged, too large, or has members with paths that lead out of it. */
export async function openZip(path: string): Promise<ZipArchive> {
  const zip = await failing(openPromise(path, { autoClose: false, strictFileNames: true }));
  try {
    const entries = await failing(listEntries(zip));
    const members = entries.filter((entry) => !entry.fileName.endsWith('/')).map((entry) => memberOf(zip, entry));
    return { members: members.sort((a, b) => (a.path < b.path ? -1 : 1)), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    throw new ImportFailure(`the ZIP archive is damaged or unsafe (${(error as Error).message}): download or pack it again`);
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let total = 0;
  if (zip.entryCount > MAX_MEMBERS) throw new ImportFailure(`the archive has ${zip.entryCount} members, more than ${MAX_MEMBERS}`);
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    total += entry.uncompressedSize;
    if (total > MAX_TOTAL_BYTES) throw new ImportFailure(`the archive unpacks to more than ${MAX_TOTAL_BYTES / 1e9} GB`);
  }
  return entries;
}

function memberOf(zip: ZipFile, entry: Entry): ZipMember {
  return { path: entry.fileName, bytes: entry.uncompressedSize, open: () => unpacked(zip, entry) };
}

async function* unpacked(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new ImportFailure('is encrypted: unpack the archive with its password and import the folder');
  refuseBomb(entry, entry.uncompressedSize);
  const stream: Readable = await failing(zip.openReadStreamPromise(entry));
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of readable(stream)) {
    bytes += chunk.length;
    refuseBomb(entry, bytes);
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (checksum !== entry.crc32) throw new ImportFailure('its checksum is wrong: the archive is damaged, download it again');
}

function refuseBomb(entry: Entry, bytes: number) {
  if (bytes <= RATIO_FREE_BYTES || bytes <= entry.compressedSize * MAX_RATIO) return;
  throw new ImportFailure(`unpacks to more than ${MAX_RATIO} times its size, which no real export does: it may be a ZIP bomb`);
}
