// Rows of a series out of their chunk into JSON: the quick way of src/storage/series-codec.ts and src/collections/row-writer.ts together.
// src/storage/chunk-printer.ts is what calls it.

export { decode } from './decode';
export {
  CHOICES,
  declareColumns,
  declareDay,
  FIRST_TEXTS,
  HEADS,
  INPUT,
  OUTPUT,
  reserveInput,
  TEXT_LENGTHS,
  TEXT_PLACES,
  times,
} from './memory';
export { writePlain } from './plain';
