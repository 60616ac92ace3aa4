import {
  type ChunkBytes,
  type ChunkedDocument,
  decodeChunk,
  findInChunk,
  idBytes,
  inOrder,
  separateChunks,
  wireBytes,
} from './document-chunk.js';
import { createDocumentPrinter, type DocumentPrinter } from './document-printer.js';

/** A place in a list: after the document at this instant with this id. */
export interface DocumentPosition {
  instantMs: number;
  id: string;
}

/** Which documents: an inclusive range of instants and, where `days` is given, of local days as well. */
export interface DocumentRange {
  fromMs: number;
  toMs: number;
  days?: { from: number; to: number } | undefined;
}

export interface DocumentPage {
  /** JSON text `{"data":[…],"next_token":null}`. */
  envelope: Buffer;
  count: number;
}

const OPENING = Buffer.from('{"data":[');
const CLOSING = Buffer.from('],"next_token":null}');
const COMMA = Buffer.from(',');
const EVERY_DAY = { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER };

let opened: DocumentPrinter | null | undefined;

function openPrinter(): DocumentPrinter | null {
  if (opened === undefined) opened = createDocumentPrinter();
  return opened;
}

/** One document's JSON text out of a chunk with its ids behind it; null where it is not there. */
export function printDocument(chunk: Buffer, id: string, withMeta: boolean): Buffer | null {
  const printed = openPrinter()?.printOne(chunk, idBytes(id), withMeta);
  if (printed) return printed;
  const [separate] = separateChunks(chunk);
  const found = separate && findInChunk(separate, id);
  return found ? wireBytes(found, withMeta) : null;
}

/** A page of up to `limit` documents of a range after a position, out of the joined chunks that may have some, in order. */
export function printPage(
  chunks: Buffer,
  range: DocumentRange,
  after: DocumentPosition | null,
  limit: number,
  withMeta: boolean,
): DocumentPage {
  const printer = openPrinter();
  if (printer !== null && after === null) {
    const { fromMs, toMs, days = EVERY_DAY } = range;
    const page = printer.print(chunks, { fromMs, toMs, fromDay: days.from, toDay: days.to, limit, withMeta });
    if (page !== null) return page;
  }
  const pieces: Buffer[] = [OPENING];
  let count = 0;
  for (const document of documentsIn(separateChunks(chunks), range, after)) {
    if (count === limit) break;
    if (count++ > 0) pieces.push(COMMA);
    pieces.push(wireBytes(document, withMeta));
  }
  pieces.push(CLOSING);
  return { envelope: Buffer.concat(pieces), count };
}

/** The documents of a range after a position, out of the chunks that may have some. */
export function* documentsIn(
  chunks: readonly ChunkBytes[],
  { fromMs, toMs, days = EVERY_DAY }: DocumentRange,
  after: DocumentPosition | null,
): Generator<ChunkedDocument> {
  for (const chunk of chunks) {
    for (const document of decodeChunk(chunk)) {
      const { instantMs, day } = document;
      const isBefore = after === null ? instantMs < fromMs : inOrder(document, after) <= 0;
      if (!isBefore && instantMs <= toMs && day >= days.from && day <= days.to) yield document;
    }
  }
}
