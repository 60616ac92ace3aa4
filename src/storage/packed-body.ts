import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BODY_DICTIONARY } from './body-dictionary.js';
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

/** SQL: the text of a document's body, by the function that connections get from `unpackBody`. A text sorts before every blob. */
export const BODY_TEXT = `case when body < x'' then body else cast(unpack_body(body) as text) end`;

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

/** The text of a body that `packBody` made. */
export const bodyText = (stored: string | Buffer): string => (typeof stored === 'string' ? stored : unpackBody(stored).toString('latin1'));
