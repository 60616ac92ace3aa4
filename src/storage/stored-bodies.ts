import { applyDifferences, differencesOf } from './body-differences.js';
import { packTable } from './body-table.js';
import { BodyTable } from './body-table-reader.js';
import { packBody, unpackBody } from './packed-body.js';
import type { VarintReader, VarintWriter } from './varint.js';

/** How the bodies of a chunk lie, and the byte that tells it. */
export type Layout = keyof typeof LAYOUTS;
export const LAYOUTS = {
  /** As what makes them out of the first one. */
  differences: 1,
  /** Each packed by itself, so that writing one costs no more than it. */
  apart: 2,
  /** Packed as one table, once nothing is likely to change. */
  together: 3,
} as const;

/** A body as JSON text without the opening brace. */
export type BodyText = string | StoredBody;

/** Writes bodies, at least one. What was read of another chunk is not unpacked if it can lie as it did. */
export function writeBodies(writer: VarintWriter, bodies: readonly BodyText[], layout: Layout): void {
  if (layout === 'apart') {
    for (const body of bodies) writer.sized(body instanceof PackedBody ? body.packed : packBody(String(body)));
    return;
  }
  if (layout === 'together') {
    writer.append(packTable(bodies.map((body) => bytesOf(body).toString('latin1'))));
    return;
  }
  const [first, ...others] = bodies as [BodyText, ...BodyText[]];
  const base = bytesOf(first);
  writer.sized(base);
  for (const body of others) {
    const isOfSame = body instanceof DifferentBody && base.equals(body.base);
    writer.sized(isOfSame ? body.operations : differencesOf(base, bytesOf(body)));
  }
}

const bytesOf = (body: BodyText): Buffer => (typeof body === 'string' ? Buffer.from(body) : body.bytes());

/** A body as it lies in a chunk; as text it is unpacked. */
export type StoredBody = DifferentBody | PackedBody | BodyOfMany;

/** Reads so many bodies. */
export function readBodies(reader: VarintReader, layout: number, count: number): StoredBody[] {
  const bodies: StoredBody[] = [];
  if (layout === LAYOUTS.apart) {
    while (bodies.length < count) bodies.push(new PackedBody(reader.take(reader.unsigned())));
  } else if (layout === LAYOUTS.together) {
    const table = new BodyTable(reader.rest(), count);
    for (let n = 0; n < count; n++) bodies.push(new BodyOfMany(table, n));
  } else if (layout === LAYOUTS.differences) {
    const base = reader.take(reader.unsigned());
    bodies.push(new DifferentBody(base, reader, 0, 0));
    while (bodies.length < count) {
      const size = reader.unsigned();
      const from = reader.skip(size);
      bodies.push(new DifferentBody(base, reader, from, from + size));
    }
  } else throw new Error('the chunk is damaged, or was written by a newer Circlet');
  return bodies;
}

class DifferentBody {
  constructor(
    readonly base: Buffer,
    private readonly reader: VarintReader,
    private readonly from: number,
    private readonly to: number,
  ) {}

  get operations(): Buffer {
    return this.reader.between(this.from, this.to);
  }

  bytes(): Buffer {
    return applyDifferences(this.base, this.operations);
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
    private readonly table: BodyTable,
    private readonly n: number,
  ) {}

  bytes(): Buffer {
    return this.table.body(this.n);
  }

  toString(): string {
    return this.bytes().toString();
  }
}
