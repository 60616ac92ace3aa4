import { extname } from 'node:path';

/** What a file holds, by its first bytes and, where these leave it open, by its name. */
export type Format = 'json' | 'csv' | 'zip' | 'gzip' | 'empty' | 'unknown';

// before a member, and at the end of an archive without any
const ZIP_SIGNATURES = ['PK\x03\x04', 'PK\x05\x06'];

/** How many bytes of a file `detectFormat` wants to see. */
export const HEAD_BYTES = 4096;

/** Tells the format of a file from its first bytes. */
export function detectFormat(head: Buffer, fileName: string): Format {
  const extension = extname(fileName).toLowerCase();
  if (head.length === 0) return 'empty';
  if (extension === '.zip' || ZIP_SIGNATURES.includes(head.toString('latin1', 0, 4))) return 'zip';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (/^\s*[{[]/.test(decoded(head)) || ['.json', '.ndjson', '.jsonl'].includes(extension)) return 'json';
  return extension === '.csv' ? 'csv' : 'unknown';
}

function decoded(head: Buffer): string {
  const isBigEndian = head[0] === 0xfe && head[1] === 0xff;
  const isLittleEndian = head[0] === 0xff && head[1] === 0xfe;
  return new TextDecoder(isBigEndian ? 'utf-16be' : isLittleEndian ? 'utf-16le' : 'utf-8').decode(head);
}
