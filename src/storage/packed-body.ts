import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BODY_DICTIONARY } from './body-dictionary.js';
import { shortenNumbers, spellNumbers } from './short-numbers.js';

// A packed text is a byte that tells how it is packed, then raw deflate of the text, as it is or with its numbers shortened.
const AS_IT_IS = 1;
const SHORTENED = 2;
/** The last byte that tells of a packing; texts begin with greater ones. */
const LAST_PACKING = 0x1f;
const PLAIN_DICTIONARY = Buffer.from(BODY_DICTIONARY, 'latin1');
const SHORT_DICTIONARY = shortenNumbers(BODY_DICTIONARY) as Buffer;

/** Characters from which a text is packed. */
const PACKED_FROM = 512;
const DEFLATE_LEVEL = 6;
/** The part of a text's length up to which shortening its numbers is worth spelling them out again. */
const WORTH = 0.75;
/** Longer than nearly all bodies, so that they are inflated in one go. */
const INFLATED_BYTES = 8192;

/** A text as it is stored: its UTF-8, or packed if it is long. */
export function packBody(text: string): Buffer {
  const short = text.length < PACKED_FROM ? null : shortenNumbers(text);
  if (!short) return Buffer.from(text);
  return short.length < text.length * WORTH
    ? Buffer.concat([Buffer.of(SHORTENED), deflateRawSync(short, { level: DEFLATE_LEVEL, dictionary: SHORT_DICTIONARY })])
    : Buffer.concat([Buffer.of(AS_IT_IS), deflateRawSync(text, { level: DEFLATE_LEVEL, dictionary: PLAIN_DICTIONARY })]);
}

/** The UTF-8 of a text that `packBody` stored. Throws where it is damaged and that can be told. */
export function unpackBody(stored: Buffer): Buffer {
  const packing = stored[0] ?? 0;
  if (packing > LAST_PACKING) return stored;
  const deflated = stored.subarray(1);
  if (packing === AS_IT_IS) return inflateRawSync(deflated, { dictionary: PLAIN_DICTIONARY, chunkSize: INFLATED_BYTES });
  if (packing !== SHORTENED) throw new Error('a document is damaged, or was packed by a newer Circlet');
  return spellNumbers(inflateRawSync(deflated, { dictionary: SHORT_DICTIONARY, chunkSize: INFLATED_BYTES }));
}
