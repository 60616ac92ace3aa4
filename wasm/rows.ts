// Rows of a series out of their chunk into JSON, or into JSON deflated: the quick way of src/storage/series-codec.ts and
// src/collections/row-writer.ts together. src/storage/chunk-printer.ts is what calls it.

export { AFTER_ROWS, OF_NUMBERS } from './alike-rows';
export { BLOCK_HEAD, declareCode } from './bits';
export {
  AFTER_FOUR,
  AFTER_HEAD,
  AFTER_TEXTS,
  BYTES,
  OF_FRACTIONS,
  OF_HOURS,
  OF_MINUTES,
  OF_SECONDS,
  OF_TEXTS,
  OF_UNIX_ONES,
  OF_UNIX_THOUSANDS,
} from './checksum';
export { DISTANCES, LITERALS, NUMBERS, PAIRS, REPETITIONS, SIXTIETHS, THOUSANDS } from './code';
export { decode } from './decode';
export { plainLength, register, writeDeflated } from './deflate';
export {
  CHOICES,
  DEFLATED,
  declareColumns,
  declareDay,
  FIRST_TEXTS,
  HEADS,
  INPUT,
  OUTPUT,
  reserveInput,
  TEXT_LENGTHS,
  TEXT_PLACES,
  timesAt,
} from './memory';
export { writePlain } from './plain';
