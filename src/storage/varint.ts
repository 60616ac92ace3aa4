/** What a reader throws of bytes that nobody wrote so. */
export const damage = () => new Error('the chunk is damaged');

/** Writes LEB128; numbers up to 2^53 - 1. Signed ones are zigzag coded, which needs one bit more and is therefore done in two halves. */
export class VarintWriter {
  #buffer: Buffer;
  #length = 0;

  constructor(sizeHint: number) {
    this.#buffer = Buffer.allocUnsafe(sizeHint);
  }

  signed(value: number): void {
    const size = Math.abs(value);
    const sign = value < 0 ? 1 : 0;
    if (size < 0x40) this.byte((size << 1) | sign);
    else {
      this.byte(0x80 | ((size % 0x40) << 1) | sign);
      this.unsigned(Math.floor(size / 0x40));
    }
  }

  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], length * 2);
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  /** How many bytes, and these. */
  sized(bytes: Uint8Array): void {
    this.unsigned(bytes.length);
    this.append(bytes);
  }

  byte(byte: number): void {
    if (this.#length === this.#buffer.length) this.#buffer = Buffer.concat([this.#buffer], this.#length * 2 + 64);
    this.#buffer[this.#length++] = byte;
  }
}

/** Reads what a VarintWriter wrote. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** A number of rows: a byte holds 32 at most. */
  count(): number {
    const count = this.unsigned();
    if (!(count <= this.#bytes.length * 32)) throw damage();
    return count;
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  end(): void {
    if (!this.isAtEnd()) throw damage();
  }

  /** Leaves out so many bytes, and tells where they begin. */
  skip(length: number): number {
    const from = this.#at;
    this.#at += length;
    if (!(this.#at <= this.#bytes.length)) throw damage();
    return from;
  }

  /** So many bytes, not copied. */
  take(length: number): Buffer {
    const from = this.skip(length);
    return this.between(from, from + length);
  }

  /** Bytes from one place to another, not copied. */
  between(from: number, to: number): Buffer {
    return Buffer.from(this.#bytes.buffer, this.#bytes.byteOffset + from, to - from);
  }

  /** All bytes that are left, not copied. */
  rest(): Buffer {
    return this.take(this.#bytes.length - this.#at);
  }

  byte(): number {
    if (this.#at >= this.#bytes.length) throw damage();
    return this.#bytes[this.#at++] as number;
  }

  signed(): number {
    const byte = this.#bytes[this.#at++] as number;
    let size = (byte >> 1) & 0x3f;
    if (byte >= 0x80) size += this.unsigned() * 0x40;
    return byte & 1 ? -size : size;
  }

  unsigned(): number {
    let byte = this.#bytes[this.#at++] as number;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let unit = 0x80; byte >= 0x80; unit *= 0x80) {
      byte = this.#bytes[this.#at++] as number;
      value += (byte & 0x7f) * unit;
    }
    return value;
  }
}
