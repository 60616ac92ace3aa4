// A day of movement is 1440 small numbers in text: as single bytes they deflate smaller, and in a third of the time.
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
/** The byte 0x80 + n stands for n / 10 and a comma: 0x80 `0,`, 0x89 `0.9,`, 0x8a `1,` up to 0xe3 `9.9,`. */
const SHORT = 0x80;

const isDigit = (byte: number) => byte >= ZERO && byte <= NINE;

/** ASCII text with numbers of 0 to 9.9 before commas as one byte each; null for any other text. */
export function shortenNumbers(text: string): Buffer | null {
  const bytes = Buffer.from(text);
  if (bytes.length !== text.length) return null;
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at++] as number;
    let short = byte;
    if (isDigit(byte)) {
      const tenth = bytes[at + 1] as number;
      if (bytes[at] === COMMA) {
        short = SHORT + (byte - ZERO) * 10;
        at++;
      } else if (bytes[at] === POINT && tenth > ZERO && tenth <= NINE && bytes[at + 2] === COMMA) {
        short = SHORT + (byte - ZERO) * 10 + tenth - ZERO;
        at += 3;
      }
    }
    bytes[length++] = short;
  }
  return bytes.subarray(0, length);
}

/** What each byte stands for. Those above 9.9 are never written. */
const SPELLED = Array.from({ length: 0x100 }, (_, byte) =>
  byte < SHORT ? String.fromCharCode(byte) : `${(byte - SHORT) / 10},`.slice(0, 4),
);
const SIZES = Uint8Array.from(SPELLED, ({ length }) => length);
const WORDS = Int32Array.from(SPELLED, (text) => Buffer.from(text.padEnd(4), 'latin1').readInt32LE());

/** The text that `shortenNumbers` made these bytes of. */
export function spellNumbers(bytes: Uint8Array): Buffer {
  const text = Buffer.allocUnsafe(bytes.length * 4);
  const view = new DataView(text.buffer, text.byteOffset, text.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    // Always four bytes: what is too many of them is written over by the next.
    view.setInt32(length, WORDS[byte] as number, true);
    length += SIZES[byte] as number;
  }
  return text.subarray(0, length);
}
