import { ImportFailure } from './import-failure.js';

/** The stretch of text that is being read; it may begin in an earlier chunk than it ends. */
export interface JsonSegment {
  /** Starts a stretch at byte `at` of the current chunk; line and column are counted from 1, columns in bytes. */
  begin(at: number, line: number, column: number): void;
  /** The stretch up to byte `end` of the current chunk. */
  textUpTo(chunk: Buffer, end: number): string;
  /** The last few bytes of the stretch before byte `end`. */
  tailBefore(chunk: Buffer, end: number): string;
  /** Keeps what the chunk holds of the stretch until the next chunk comes. */
  carry(chunk: Buffer): void;
  /** Where the stretch begins, blanks at the start of its text skipped: `line 1, column 9`. */
  place(text?: string): string;
}

const TAIL_BYTES = 256;

/** An empty stretch of text; one longer than `maxBytes` is refused. */
export function createJsonSegment(maxBytes: number): JsonSegment {
  let pieces: Buffer[] = [];
  let pieceBytes = 0;
  let start = 0;
  let startLine = 1;
  let startColumn = 1;

  function place(text = ''): string {
    const blanks = /^\s*/.exec(text)?.[0] ?? '';
    const newlines = blanks.split('\n').length - 1;
    const column = newlines === 0 ? startColumn + blanks.length : blanks.length - blanks.lastIndexOf('\n');
    return `line ${startLine + newlines}, column ${column}`;
  }

  return {
    begin(at, line, column) {
      if (pieces.length > 0) pieces = [];
      pieceBytes = 0;
      start = at;
      startLine = line;
      startColumn = column;
    },
    textUpTo(chunk, end) {
      if (pieces.length === 0) return chunk.toString('utf8', start, end);
      return Buffer.concat([...pieces, chunk.subarray(0, end)]).toString('utf8');
    },
    tailBefore(chunk, end) {
      const tail = [chunk.subarray(Math.max(start, end - TAIL_BYTES), end)];
      for (let i = pieces.length - 1, missing = TAIL_BYTES - (end - start); i >= 0 && missing > 0; i--) {
        const piece = pieces[i] as Buffer;
        tail.unshift(piece.subarray(-missing));
        missing -= piece.length;
      }
      return Buffer.concat(tail).toString('latin1');
    },
    carry(chunk) {
      pieces.push(chunk.subarray(start));
      pieceBytes += chunk.length - start;
      start = 0;
      if (pieceBytes > maxBytes)
        throw new ImportFailure(
          `what begins at ${place()} is longer than ${maxBytes >> 20} MB, more than any row should be: is a quote or bracket missing there?`,
        );
    },
    place,
  };
}
