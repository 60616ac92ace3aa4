import { boundedMemo } from '../lib/bounded-memo.js';
import { readUtcDateTime, utcDateTime, utcDay } from '../lib/dates.js';
import { applyDifferences, differencesOf } from './body-differences.js';
import { packBody, unpackBody } from './packed-body.js';
import { packId, unpackId } from './packed-id.js';
import { damage, VarintReader, VarintWriter } from './varint.js';

// A chunk is the ids one after another, and apart from them how bodies lie, the number of documents, their heads, and their bodies. `wasm/`
// reads the same.

/** How the bodies of a chunk lie. */
export type Layout = keyof typeof LAYOUTS;
const LAYOUTS = {
  /** As what makes them out of the first one. */
  differences: 1,
  /** Each packed by itself, so that writing one costs no more than it. */
  apart: 2,
  /** Packed as one text. */
  together: 3,
} as const;

const UUID_BYTES = 16;
const TIMES = 100;

/** A body as JSON text without the opening brace. */
export type BodyText = string | StoredBody;

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

/** Chunks as one value: of each its ids, then its data. */
export interface JoinedChunks {
  bytes: Buffer;
  /** Of each the bytes of its ids and of its data. */
  lengths: readonly number[];
}

/** Each of joined chunks, not copied. */
export function separateChunks({ bytes, lengths }: JoinedChunks): ChunkBytes[] {
  const chunks: ChunkBytes[] = [];
  for (let n = 0, at = 0; n < lengths.length; n += 2) {
    const [idsEnd, end] = [at + (lengths[n] as number), at + (lengths[n] as number) + (lengths[n + 1] as number)];
    chunks.push({ ids: bytes.subarray(at, idsEnd), data: bytes.subarray(idsEnd, end) });
    at = end;
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
  return { ids: ids.bytes(), data: writer.bytes() };
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
  if (updatedMs === null) writeBytes(writer, Buffer.from(updatedAt));
  else writer.signed(updatedMs - instantMs);
}

function writeBytes(writer: VarintWriter, bytes: Uint8Array): void {
  writer.unsigned(bytes.length);
  writer.append(bytes);
}

function writeBodies(writer: VarintWriter, bodies: readonly BodyText[], layout: Layout): void {
  if (layout === 'apart') {
    for (const body of bodies) writeBytes(writer, body instanceof PackedBody ? body.packed : packed(String(body)));
    return;
  }
  if (layout === 'together') {
    const texts = bodies.map(String);
    for (const text of texts) writer.unsigned(Buffer.byteLength(text));
    writer.append(packed(texts.join('')));
    return;
  }
  const [first, ...others] = bodies as [BodyText, ...BodyText[]];
  const base = byteString(first);
  writeBytes(writer, Buffer.from(base, 'latin1'));
  for (const body of others) {
    const isOfSame = body instanceof DifferentBody && body.base === base;
    writeBytes(writer, isOfSame ? body.operations : differencesOf(base, byteString(body)));
  }
}

const packed = (text: string): Buffer => Buffer.from(packBody(text) as Buffer);

function byteString(body: BodyText): string {
  if (body instanceof DifferentBody) return body.byteString();
  const text = String(body);
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
}

/** The documents of a chunk, in order. Throws where it is damaged and that can be told; damage of a body shows when it is unpacked. */
export function decodeChunk({ ids, data }: ChunkBytes): ChunkedDocument[] {
  const reader = new VarintReader(data);
  const layout = reader.byte();
  const count = reader.count();
  const idReader = new VarintReader(ids);
  const documents: ChunkedDocument[] = [];
  for (let n = 0, instantMs = 0; n < count; n++) {
    instantMs += reader.signed();
    const day = utcDay(instantMs) + reader.signed();
    const version = reader.unsigned();
    const updatedAt = version % 2 === 0 ? utcDateTime(instantMs + reader.signed()) : reader.take(reader.unsigned()).toString();
    documents.push({ id: readId(idReader), instantMs, day, version: Math.floor(version / 2), updatedAt, body: '' });
  }
  idReader.end();
  readBodies(reader, layout, documents);
  reader.end();
  return documents;
}

function readId(reader: VarintReader): string {
  const size = reader.unsigned();
  return size === 0 ? unpackId(reader.take(UUID_BYTES)) : reader.take(size - 1).toString();
}

/** A body as it lies in a chunk; as text it is unpacked. */
type StoredBody = DifferentBody | PackedBody | BodyOfMany;

function readBodies(reader: VarintReader, layout: number, documents: ChunkedDocument[]): void {
  if (layout === LAYOUTS.apart) {
    for (const document of documents) document.body = new PackedBody(reader.take(reader.unsigned()));
  } else if (layout === LAYOUTS.together) {
    const sizes = documents.map(() => reader.unsigned());
    const block = new PackedBody(reader.rest());
    let at = 0;
    for (const [n, document] of documents.entries()) {
      const from = at;
      at += sizes[n] as number;
      document.body = new BodyOfMany(block, from, at);
    }
  } else if (layout === LAYOUTS.differences) {
    const base = reader.take(reader.unsigned()).toString('latin1');
    for (const [n, document] of documents.entries()) {
      document.body = new DifferentBody(base, n === 0 ? NONE : reader.take(reader.unsigned()));
    }
  } else throw new Error('the chunk is damaged, or was written by a newer Circlet');
}

const NONE = Buffer.alloc(0);

class DifferentBody {
  constructor(
    readonly base: string,
    readonly operations: Buffer,
  ) {}

  byteString(): string {
    return applyDifferences(this.base, this.operations);
  }

  bytes(): Buffer {
    return Buffer.from(this.byteString(), 'latin1');
  }

  toString(): string {
    return this.bytes().toString();
  }
}

class PackedBody {
  #bytes: Buffer | null = null;

  constructor(readonly packed: Buffer) {}

  bytes(): Buffer {
    this.#bytes ??= unpackBody(this.packed);
    return this.#bytes;
  }

  toString(): string {
    return this.bytes().toString();
  }
}

class BodyOfMany {
  constructor(
    readonly block: PackedBody,
    readonly from: number,
    readonly to: number,
  ) {}

  bytes(): Buffer {
    const bytes = this.block.bytes();
    if (this.to > bytes.length) throw damage();
    return bytes.subarray(this.from, this.to);
  }

  toString(): string {
    return this.bytes().toString();
  }
}

/** What is served of a document. */
export function wireBytes({ id, version, updatedAt, body }: ChunkedDocument, withMeta: boolean): Buffer {
  const meta = withMeta ? `"meta":{"updated_at":"${updatedAt}","version":${version}},` : '';
  return Buffer.concat([Buffer.from(`{"id":"${id}",${meta}`), typeof body === 'string' ? Buffer.from(body) : body.bytes()]);
}
