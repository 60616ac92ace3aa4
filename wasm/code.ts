// The code of rows, filled by src/storage/row-code.ts. An entry has its bits low and their number in the highest byte.

/** Per byte below 128. */
export const LITERALS = memory.data(128 * 4, 16);
/** `:00` to `:59` */
export const SIXTIETHS = memory.data(60 * 4, 16);
/** `00` to `59` */
export const PAIRS = memory.data(60 * 4, 16);
/** `000` to `999` */
export const THOUSANDS = memory.data(1000 * 4, 16);
/** `0` to `999` */
export const NUMBERS = memory.data(1000 * 4, 16);
/** Per length of a repetition, 3 to 258. */
export const REPETITIONS = memory.data(259 * 4, 16);
/** Per distance, up to that of the longest row. */
export const DISTANCES = memory.data(257 * 4, 16);
