import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BODY_DICTIONARY } from './body-dictionary.js';
import type { EngineKind } from './engine.js';
import { shortenNumbers, spellNumbers } from './short-numbers.js';

// A packed body is a byte that tells how it is packed, then raw deflate of the text, as it is or with its numbers shortened.
const AS_IT_IS = 1;
const SHORTENED = 2;
const PLAIN_DICTIONARY = Buffer.from(BODY_DICTIONARY, 'latin1');
const SHORT_DICTIONARY = shortenNumbers(BODY_DICTIONARY) as Buffer;

/** Characters from which a body is packed: those of sleep, daily_activity and session. Others are served as they lie. */
const PACKED_FROM = 512;
const DEFLATE_LEVEL = 6;
/** The part of a text's length up to which shortening its numbers is worth spelling them out again. */
const WORTH = 0.75;
/** Longer than nearly all bodies, so that they are inflated in one go. */
const INFLATED_BYTES = 8192;

/** Stands around a packed body, in base64, within a text; texts of documents have no such character. */
const PACKED_MARK = '\u0001';

/**
 * SQL: the text of a document's body. SQLite unpacks by the function that its connections get from `unpackBody`; there a text sorts before
 * every blob. PostgreSQL has bytes only, and leaves it to `unpackMarked`.
 */
export const BODY_TEXT: Readonly<Record<EngineKind, string>> = {
  sqlite: `case when body < x'' then body else cast(unpack_body(body) as text) end`,
  postgres: `case when get_byte(body, 0) > ${SHORTENED} then convert_from(body, 'UTF8') else chr(1) || encode(body, 'base64') || chr(1) end`,
};

/** SQL: whether a document's body is packed. */
export const IS_PACKED: Readonly<Record<EngineKind, string>> = { sqlite: `body >= x''`, postgres: `get_byte(body, 0) <= ${SHORTENED}` };

/** A text in which PostgreSQL left bodies packed. */
export function unpackMarked(text: string): string {
  const parts = text.split(PACKED_MARK);
  for (let at = 1; at < parts.length; at += 2) parts[at] = unpackBody(Buffer.from(parts[at] as string, 'base64')).toString('latin1');
  return parts.join('');
}

/** The text of a document's body as it is stored: itself, or packed if it is long. */
export function packBody(text: string): string | Buffer {
  const short = text.length < PACKED_FROM ? null : shortenNumbers(text);
  if (!short) return text;
  return short.length < text.length * WORTH
    ? Buffer.concat([Buffer.of(SHORTENED), deflateRawSync(short, { level: DEFLATE_LEVEL, dictionary: SHORT_DICTIONARY })])
    : Buffer.concat([Buffer.of(AS_IT_IS), deflateRawSync(text, { level: DEFLATE_LEVEL, dictionary: PLAIN_DICTIONARY })]);
}

/** The bytes of a packed body's text, which is ASCII. Throws where it is damaged and that can be told. */
export function unpackBody(packed: Buffer): Buffer {
  const deflated = packed.subarray(1);
  if (packed[0] === AS_IT_IS) return inflateRawSync(deflated, { dictionary: PLAIN_DICTIONARY, chunkSize: INFLATED_BYTES });
  if (packed[0] !== SHORTENED) throw new Error('a document is damaged, or was packed by a newer Circlet');
  return spellNumbers(inflateRawSync(deflated, { dictionary: SHORT_DICTIONARY, chunkSize: INFLATED_BYTES }));
}

/** The text of a body that `packBody` made; PostgreSQL gives unpacked ones as bytes, too. */
export function bodyText(stored: string | Buffer): string {
  if (typeof stored === 'string') return stored;
  return (stored[0] as number) > SHORTENED ? stored.toString() : unpackBody(stored).toString('latin1');
}
