// Values that are long rows of small numbers, as bytes: `"1121…"` of 1 to 4 (four to a byte), `[61,null,62…]` up to 254 and `[0.9,1.2,1…]` by tenths
// up to 25.5 (by what each has more than the one before, which varies less).

/** How the numbers of a run lie. */
export const RUN = { digits: 1, whole: 2, tenths: 3 } as const;
export type RunKind = (typeof RUN)[keyof typeof RUN];
export const isRunKind = (byte: number): byte is RunKind => byte >= RUN.digits && byte <= RUN.tenths;

export interface Run {
  kind: RunKind;
  count: number;
  bytes: Buffer;
}

/** Characters from which a value may be a run. */
const RUN_FROM = 16;
const DIGITS_OF_A_BYTE = 4;
const BITS_OF_A_DIGIT = 2;
const MOST_BYTE = 0xff;
const NULL = MOST_BYTE;
const QUOTE = 34;
const OPENING = 91;
const CLOSING = 93;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const ONE = 49;
const N = 110;
/** A number with its comma, and what is written too much of a last one. */
const MOST_LENGTH = 5;
const SLACK = 8;

/** The most bytes that `spellRun` writes. */
export const spelledLength = (kind: RunKind, count: number): number => (kind === RUN.digits ? count : count * MOST_LENGTH) + SLACK;

/** Bytes that hold so many numbers. */
export const packedLength = (kind: RunKind, count: number): number => (kind === RUN.digits ? Math.ceil(count / DIGITS_OF_A_BYTE) : count);

/** A value as a run; null where it is none. */
export function readRun(value: string): Run | null {
  if (value.length < RUN_FROM) return null;
  const first = value.charCodeAt(0);
  if (first !== QUOTE && first !== OPENING) return null;
  const run = first === QUOTE ? digitsOf(value) : numbersOf(value);
  // Whatever else it is does not come back as it was.
  const text = Buffer.alloc(spelledLength(run.kind, run.count));
  const view = new DataView(text.buffer, text.byteOffset, text.length);
  return text.toString('latin1', 0, spellRun(run.kind, run.bytes, 0, run.count, view, 0)) === value ? run : null;
}

function digitsOf(value: string): Run {
  const count = value.length - 2;
  const bytes = Buffer.alloc(packedLength(RUN.digits, count));
  for (let n = 0; n < count; n++) {
    const at = Math.floor(n / DIGITS_OF_A_BYTE);
    const digit = (value.charCodeAt(n + 1) - ONE) % DIGITS_OF_A_BYTE;
    bytes[at] = (bytes[at] as number) | (digit << (BITS_OF_A_DIGIT * (n % DIGITS_OF_A_BYTE)));
  }
  return { kind: RUN.digits, count, bytes };
}

function numbersOf(value: string): Run {
  const kind = value.includes('.') ? RUN.tenths : RUN.whole;
  const steps: number[] = [];
  let [before, number, hasPoint] = [0, 0, false];
  for (let at = 1; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === COMMA || code === CLOSING) {
      if (kind === RUN.tenths && !hasPoint) number *= 10;
      steps.push(number - before);
      [before, number, hasPoint] = [number, 0, false];
    } else if (code === POINT) hasPoint = true;
    else if (code === N) {
      number = NULL;
      at += 'ull'.length;
    } else number = number * 10 + code - ZERO;
  }
  return { kind, count: steps.length, bytes: Buffer.from(steps) };
}

/** What a byte of a run stands for: its first four characters, and how many there are: a fifth one is the comma. */
function spellings(textOf: (byte: number) => string) {
  const texts = Array.from({ length: 0x100 }, (_, byte) => textOf(byte));
  const padded = texts.map((text) => Buffer.from(text.padEnd(MOST_LENGTH), 'latin1'));
  return {
    words: Int32Array.from(padded, (bytes) => bytes.readInt32LE()),
    lengths: Uint8Array.from(texts, ({ length }) => length),
  };
}

const WHOLE = spellings((byte) => (byte === NULL ? 'null,' : `${byte},`));
const TENTHS = spellings((byte) => `${byte / 10},`);
const DIGITS = spellings((byte) => [0, 2, 4, 6].map((shift) => ((byte >> shift) & (DIGITS_OF_A_BYTE - 1)) + 1).join(''));

/** Writes the value of a run of `count` numbers, whose bytes begin at `from`, to `at`, where `spelledLength` has room. Returns where it ends. */
export function spellRun(kind: RunKind, bytes: Uint8Array, from: number, count: number, into: DataView, at: number): number {
  if (kind === RUN.digits) {
    into.setUint8(at, QUOTE);
    for (let n = 0; n < count; n += DIGITS_OF_A_BYTE, from++)
      into.setInt32(at + 1 + n, DIGITS.words[bytes[from] as number] as number, true);
    into.setUint8(at + 1 + count, QUOTE);
    return at + 2 + count;
  }
  const { words, lengths } = kind === RUN.whole ? WHOLE : TENTHS;
  const end = from + count;
  let to = at + 1;
  let byte = 0;
  for (; from < end; from++) {
    byte = (byte + (bytes[from] as number)) & MOST_BYTE;
    const length = lengths[byte] as number;
    // Always four bytes: what is too many of them is written over by the next.
    into.setInt32(to, words[byte] as number, true);
    if (length === MOST_LENGTH) into.setUint8(to + MOST_LENGTH - 1, COMMA);
    to += length;
  }
  into.setUint8(at, OPENING);
  into.setUint8(to - 1, CLOSING);
  return to;
}
