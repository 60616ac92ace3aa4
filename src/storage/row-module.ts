import { type Global, moduleOpener } from './wasm-module.js';

/** What `wasm/rows.ts` exports: places in its memory, settings, functions. */
export interface RowModule {
  memory: { readonly buffer: ArrayBuffer };
  AFTER_FOUR: Global;
  AFTER_HEAD: Global;
  AFTER_ROWS: Global;
  AFTER_TEXTS: Global;
  BLOCK_HEAD: Global;
  BYTES: Global;
  CHOICES: Global;
  DEFLATED: Global;
  DISTANCES: Global;
  FIRST_TEXTS: Global;
  HEADS: Global;
  INPUT: Global;
  LITERALS: Global;
  NUMBERS: Global;
  OF_FRACTIONS: Global;
  OF_HOURS: Global;
  OF_MINUTES: Global;
  OF_NUMBERS: Global;
  OF_SECONDS: Global;
  OF_TEXTS: Global;
  OF_UNIX_ONES: Global;
  OF_UNIX_THOUSANDS: Global;
  OUTPUT: Global;
  PAIRS: Global;
  REPETITIONS: Global;
  SIXTIETHS: Global;
  TEXT_LENGTHS: Global;
  TEXT_PLACES: Global;
  THOUSANDS: Global;
  declareColumns(columns: number, intervals: number, isClosed: boolean): void;
  declareCode(headBits: number): void;
  declareDay(length: number, seconds: number, register: number, laterRegister: number): void;
  reserveInput(length: number): void;
  decode(from: number, to: number): number;
  timesAt(): number;
  plainLength(): number;
  register(): number;
  writePlain(from: number, to: number): number;
  writeDeflated(from: number, to: number, afterRow: boolean, register: number): number;
}

/** A new instance with memory of its own; null where Node runs without WebAssembly. */
export const openRowModule = moduleOpener<RowModule>('rows');
