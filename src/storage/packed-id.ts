const UUID_CHARACTERS = 36;
const UUID_BYTES = 16;
const DASH = 0x2d;
/** Bytes of a UUID before which its text has a dash. */
const DASHED = [false, false, false, false, true, false, true, false, true, false, true, false, false, false, false, false];
const NO_DIGIT = 16;
/** The value of each lower-case hex digit, by its character. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return digit < 0 ? NO_DIGIT : digit;
});

/** A document's id where it is only kept, not sorted or served: a lower-case UUID as its 16 bytes, any other text as it is. */
export function packId(id: string): string | Buffer {
  if (id.length !== UUID_CHARACTERS) return id;
  const bytes = Buffer.allocUnsafe(UUID_BYTES);
  for (let n = 0, at = 0; n < UUID_BYTES; n++) {
    if (DASHED[n] && id.charCodeAt(at++) !== DASH) return id;
    const high = DIGITS[id.charCodeAt(at++)] ?? NO_DIGIT;
    const low = DIGITS[id.charCodeAt(at++)] ?? NO_DIGIT;
    if ((high | low) >= NO_DIGIT) return id;
    bytes[n] = (high << 4) | low;
  }
  return bytes;
}

/** The id that `packId` packed. */
export function unpackId(stored: string | Buffer): string {
  if (typeof stored === 'string') return stored;
  const hex = stored.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
