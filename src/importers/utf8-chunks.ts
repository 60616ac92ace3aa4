import { isUtf8 } from 'node:buffer';
import { ImportFailure } from './import-failure.js';

/** Passes on text as valid UTF-8 without byte order mark. UTF-16 with one is rewritten; bytes that are not text are refused. */
export async function* utf8Chunks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let read: TextReader | null = null;
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (!read && held.length < 3) continue;
    read ??= readerFor(held);
    const { text, rest } = read(held, false);
    held = rest;
    if (text.length > 0) yield text;
  }
  read ??= readerFor(held);
  const { text } = read(held, true);
  if (text.length > 0) yield text;
}

/** Turns bytes into valid UTF-8 and hands back those at the end that are not a whole character yet. */
type TextReader = (bytes: Buffer, isLast: boolean) => { text: Buffer; rest: Buffer };

function readerFor(head: Buffer): TextReader {
  if (head[0] === 0xff && head[1] === 0xfe) return utf16Reader('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return utf16Reader('utf-16be');
  return utf8Reader();
}

function utf8Reader(): TextReader {
  let position = 0;
  return (bytes, isLast) => {
    const hasMark = position === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    const end = isLast ? bytes.length : wholeCharacters(bytes);
    const whole = bytes.subarray(0, end);
    if (!isUtf8(whole)) {
      const offset = position + firstInvalid(whole);
      throw new ImportFailure(`byte ${offset} (counted from 0) is not UTF-8: save the file as UTF-8 and import it again`);
    }
    position += end;
    return { text: hasMark ? whole.subarray(3) : whole, rest: bytes.subarray(end) };
  };
}

/** How many bytes remain when a character that is cut off at the end is left out. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (size > 1) return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Where the first sequence of bytes begins that is no character. */
function firstInvalid(bytes: Buffer): number {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let start = 0;
  try {
    for (let i = 0; i < bytes.length; i++) if (decoder.decode(bytes.subarray(i, i + 1), { stream: true }) !== '') start = i + 1;
  } catch {
    return start;
  }
  return start;
}

function utf16Reader(encoding: 'utf-16le' | 'utf-16be'): TextReader {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (bytes, isLast) => {
    try {
      return { text: Buffer.from(decoder.decode(bytes, { stream: !isLast })), rest: Buffer.alloc(0) };
    } catch {
      throw new ImportFailure(`the file begins like ${encoding.toUpperCase()} but is not: save it as UTF-8 and import it again`);
    }
  };
}
