// Lists in PostgreSQL's binary form of an array: what `array_send` writes and `array_recv` reads.

/** Types of values, and the numbers by which PostgreSQL knows them (`pg_type.oid`). */
const TYPES = { bigint: 20, 'double precision': 701, text: 25, bytea: 17 } as const;
export type ValueType = keyof typeof TYPES;

/** A text among `bytea` stands for its bytes in UTF-8. */
export type Value = string | number | Buffer | null;

/** Number of dimensions, whether there are nulls, type, length, and the first index. */
const HEAD_BYTES = 20;
const SIZE_BYTES = 4;
const NUMBER_BYTES = 8;
const MOST_BYTES_OF_CHARACTER = 3;
const HALF = 2 ** 32;

/** A list as the value of a parameter. Throws RangeError for a number that is none of its type. */
export function listBytes(type: ValueType, values: readonly Value[]): Buffer {
  let most = HEAD_BYTES;
  for (const value of values) most += SIZE_BYTES + mostBytes(value);
  const bytes = Buffer.allocUnsafe(most);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  bytes.writeInt32BE(TYPES[type], 8);
  bytes.writeInt32BE(values.length, 12);
  bytes.writeInt32BE(1, 16);
  let at = HEAD_BYTES;
  for (const value of values) {
    const size = value === null ? -1 : writeValue(bytes, type, value, at + SIZE_BYTES);
    bytes.writeInt32BE(size, at);
    at += SIZE_BYTES + Math.max(size, 0);
  }
  return bytes.subarray(0, at);
}

function mostBytes(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'number') return NUMBER_BYTES;
  return typeof value === 'string' ? value.length * MOST_BYTES_OF_CHARACTER : value.length;
}

/** Tells how many bytes it took. */
function writeValue(bytes: Buffer, type: ValueType, value: string | number | Buffer, at: number): number {
  if (typeof value === 'string') return bytes.write(value, at);
  if (typeof value !== 'number') return value.copy(bytes, at);
  if (type === 'double precision') bytes.writeDoubleBE(value, at);
  else {
    if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a whole number`);
    bytes.writeInt32BE(Math.floor(value / HALF), at);
    bytes.writeInt32BE(value | 0, at + 4);
  }
  return NUMBER_BYTES;
}
