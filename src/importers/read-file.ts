import { createReadStream } from 'node:fs';
import { ImportFailure } from './import-failure.js';

const CHUNK_BYTES = 256 << 10;

/** The first bytes of a file. */
export async function readHead(path: string, bytes: number): Promise<Buffer> {
  for await (const chunk of readable(createReadStream(path, { end: bytes - 1 }))) return chunk;
  return Buffer.alloc(0);
}

/** The bytes of a file, in pieces. */
export function readFileChunks(path: string): AsyncGenerator<Buffer> {
  return readable(createReadStream(path, { highWaterMark: CHUNK_BYTES }));
}

/** Passes on bytes; what goes wrong with reading them is a failure of the file, not of the program. */
export async function* readable(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof ImportFailure) throw error;
    throw new ImportFailure(`cannot be read: ${(error as Error).message}`);
  }
}
