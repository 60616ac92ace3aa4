import { boundedMemo } from '../lib/bounded-memo.js';
import { readUtcDateTime, utcDateTime, utcDay } from '../lib/dates.js';
import { packId, unpackId } from './packed-id.js';
import { type BodyText, LAYOUTS, type Layout, readBodies, type StoredBody, writeBodies } from './stored-bodies.js';
import { damage, VarintReader, VarintWriter } from './varint.js';

// A chunk is the ids one after another, and apart from them how many bytes these are and how many follow here, how bodies lie, the number of
// documents, their heads, and their bodies. `wasm/` reads the same.

const UUID_BYTES = 16;
/** Of the lengths at the beginning, as they mostly are. */
const LENGTHS_BYTES = 6;
const TIMES = 100;

/** A document as it is written, or as it was read; its body is unpacked when it is asked for. */
export interface ChunkedDocument {
  id: string;
  instantMs: number;
  /** Local day, days since 1970-01-01. */
  day: number;
  version: number;
  updatedAt: string;
  body: BodyText;
}

export interface ChunkBytes {
  ids: Buffer;
  data: Buffer;
}

/** Chunks as one value, of each its data, then its ids: each by itself, not copied. Throws where they are damaged and that can be told. */
export function separateChunks(joined: Buffer): ChunkBytes[] {
  const reader = new VarintReader(joined);
  const chunks: ChunkBytes[] = [];
  while (!reader.isAtEnd()) {
    const from = reader.skip(0);
    const idsLength = reader.unsigned();
    reader.skip(reader.unsigned());
    const dataEnd = reader.skip(idsLength);
    chunks.push({ data: joined.subarray(from, dataEnd), ids: joined.subarray(dataEnd, dataEnd + idsLength) });
  }
  return chunks;
}

/** The order of documents in chunks and lists: by instant, then by the bytes of the id. */
export const inOrder = (a: Place, b: Place): number =>
  a.instantMs - b.instantMs || (a.id === b.id ? 0 : Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));

interface Place {
  instantMs: number;
  id: string;
}

/** An id as chunks hold it, by which one that has it can be found. */
export function idBytes(id: string): Buffer {
  const writer = new VarintWriter(UUID_BYTES + 1);
  writeId(writer, id);
  return writer.bytes();
}

function writeId(writer: VarintWriter, id: string): void {
  const packed = packId(id);
  const bytes = typeof packed === 'string' ? Buffer.from(packed) : packed;
  writer.unsigned(typeof packed === 'string' ? bytes.length + 1 : 0);
  writer.append(bytes);
}

/** Writes documents, at least one, which are in order. What was read of another chunk is not unpacked if it can lie as it did. */
export function encodeChunk(documents: readonly ChunkedDocument[], layout: Layout): ChunkBytes {
  const ids = new VarintWriter(documents.length * (UUID_BYTES + 1));
  const writer = new VarintWriter(documents.length * 128);
  const lengths = new VarintWriter(LENGTHS_BYTES);
  writer.byte(LAYOUTS[layout]);
  writer.unsigned(documents.length);
  let lastMs = 0;
  for (const document of documents) {
    writeId(ids, document.id);
    writeHead(writer, document, lastMs);
    lastMs = document.instantMs;
  }
  writeBodies(
    writer,
    documents.map(({ body }) => body),
    layout,
  );
  lengths.unsigned(ids.bytes().length);
  lengths.unsigned(writer.bytes().length);
  return { ids: ids.bytes(), data: Buffer.concat([lengths.bytes(), writer.bytes()]) };
}

/** The instant of a text that `utcDateTime` wrote, null of any other. What is written at once was mostly updated at once. */
const wireTime = boundedMemo(TIMES, (text: string): number | null => {
  const ms = readUtcDateTime(text);
  return Number.isFinite(ms) && utcDateTime(ms) === text ? ms : null;
});

function writeHead(writer: VarintWriter, { instantMs, day, version, updatedAt }: ChunkedDocument, lastMs: number): void {
  const updatedMs = wireTime(updatedAt);
  writer.signed(instantMs - lastMs);
  writer.signed(day - utcDay(instantMs));
  writer.unsigned(version * 2 + (updatedMs === null ? 1 : 0));
  if (updatedMs === null) writer.sized(Buffer.from(updatedAt));
  else writer.signed(updatedMs - instantMs);
}

/** The documents of a chunk, in order. Throws where it is damaged and that can be told; damage of a body shows when it is unpacked. */
export function decodeChunk({ ids, data }: ChunkBytes): ChunkedDocument[] {
  const { heads, bodies } = readData(data, ids.length);
  const reader = new VarintReader(ids);
  const documents = heads.map((head, n) => documentOf(readId(reader), head, bodies[n] as StoredBody));
  reader.end();
  return documents;
}

/** One document of a chunk; null where it is not there. Throws as `decodeChunk` does. */
export function findInChunk({ ids, data }: ChunkBytes, id: string): ChunkedDocument | null {
  const wanted = idBytes(id);
  const place = ids.indexOf(wanted);
  if (place < 0) return null;
  const { heads, bodies } = readData(data, ids.length);
  const reader = new VarintReader(ids);
  for (const [n, head] of heads.entries()) {
    const from = skipId(reader);
    // What was found first may lie within another id.
    if (from >= place && wanted.equals(ids.subarray(from, from + wanted.length))) return documentOf(id, head, bodies[n] as StoredBody);
  }
  return null;
}

interface Head {
  instantMs: number;
  day: number;
  version: number;
  /** An instant, or a text as it is. */
  updated: number | string;
}

const documentOf = (id: string, { instantMs, day, version, updated }: Head, body: StoredBody): ChunkedDocument => ({
  ...{ id, instantMs, day, version },
  updatedAt: typeof updated === 'string' ? updated : utcDateTime(updated),
  body,
});

function readData(data: Buffer, idsLength: number): { heads: Head[]; bodies: StoredBody[] } {
  const reader = new VarintReader(data);
  const isWhole = reader.unsigned() === idsLength && reader.unsigned() === data.length - reader.skip(0);
  if (!isWhole) throw damage();
  const layout = reader.byte();
  const heads: Head[] = new Array(reader.count());
  for (let n = 0, instantMs = 0; n < heads.length; n++) {
    instantMs += reader.signed();
    const day = utcDay(instantMs) + reader.signed();
    const version = reader.unsigned();
    const updated = version % 2 === 0 ? instantMs + reader.signed() : reader.take(reader.unsigned()).toString();
    heads[n] = { instantMs, day, version: Math.floor(version / 2), updated };
  }
  const bodies = readBodies(reader, layout, heads.length);
  reader.end();
  return { heads, bodies };
}

function readId(reader: VarintReader): string {
  const size = reader.unsigned();
  return size === 0 ? unpackId(reader.take(UUID_BYTES)) : reader.take(size - 1).toString();
}

/** Goes on to the next id, and tells where this one lies. */
function skipId(reader: VarintReader): number {
  const from = reader.skip(0);
  const size = reader.unsigned();
  reader.skip(size === 0 ? UUID_BYTES : size - 1);
  return from;
}

/** What is served of a document. */
export function wireBytes({ id, version, updatedAt, body }: ChunkedDocument, withMeta: boolean): Buffer {
  const meta = withMeta ? `"meta":{"updated_at":"${updatedAt}","version":${version}},` : '';
  return Buffer.concat([Buffer.from(`{"id":"${id}",${meta}`), typeof body === 'string' ? Buffer.from(body) : body.bytes()]);
}
