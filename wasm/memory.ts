import { growTo } from './pages';

// Where things lie in the memory of the module for rows. What JavaScript writes or reads is exported from rows.ts.

/** Rows that are written at once at most. */
export const MOST_ROWS = 512;
/** Bytes of a row at most. */
export const MOST_ROW_BYTES = 256;
const MOST_COUNT = 1 << 20;
const MOST_COLUMNS = 4;
const TEXTS = 16;
/** Bytes of the place of a text. */
export const TEXT_BYTES: usize = 64;
/** Bytes of the place of a row's head. */
export const HEAD_BYTES: usize = 128;

/** How many columns there are. */
export let columnCount: i32 = 0;
/** The column of intervals that times can follow from; -1 where there is none. */
export let intervalColumn: i32 = -1;
/** Per column: how many choices it has, 0 where it holds whole numbers. */
export const CHOICES = memory.data(MOST_COLUMNS * 4);
/** Per column: which text belongs to its first choice, or comes before its numbers. */
export const FIRST_TEXTS = memory.data(MOST_COLUMNS * 4);
export const TEXT_LENGTHS = memory.data(TEXTS * 4);
export const TEXT_PLACES = memory.data(TEXTS * 64, 16);

/** Everything up to the first column, with zeros in place of the time of day; then the same from the next million seconds on. */
export const HEADS = memory.data(2 * 128, 16);
export let headLength: i32 = 0;
/** The registers of the checksum after them, begun with zero. */
export let headRegister: u32 = 0;
export let laterHeadRegister: u32 = 0;
/** The last six digits of the second in which the day begins. */
export let baseSeconds: i32 = 0;

export const OUTPUT: usize = (__heap_base + 15) & ~15;
/** Where pieces of deflate are put, which with the longest codes can be twice the rows. */
export const DEFLATED: usize = OUTPUT + MOST_ROWS * MOST_ROW_BYTES + 64;
/** Where chunks are put. */
export const INPUT: usize = DEFLATED + 2 * MOST_ROWS * MOST_ROW_BYTES + 64;
/** Milliseconds since the day began, one i32 per row. */
export let times: usize = 0;
/** One i32 per row and column. */
let values: usize = 0;
/** Bytes from one column to the next: numbers are read four at a time. */
let stride: i32 = 0;

/** Whether the texts of the last column end with the row's brace. */
export let isClosed: bool = false;

/** Tells of the columns, whose texts are written to their places. */
export function declareColumns(columns: i32, intervals: i32, closed: bool): void {
  columnCount = columns;
  isClosed = closed;
  intervalColumn = intervals;
}

/** Tells of the day, whose heads are written to their place. */
export function declareDay(length: i32, seconds: i32, register: u32, laterRegister: u32): void {
  headLength = length;
  baseSeconds = seconds;
  headRegister = register;
  laterHeadRegister = laterRegister;
}

/** Makes room for chunks. */
export function reserveInput(length: i32): void {
  times = (INPUT + length + 31) & ~15;
  growTo(times);
}

/** Makes room for rows behind the chunks; false where there are too many of them. */
export function reserveRows(rows: i64): bool {
  if (rows > MOST_COUNT) return false;
  stride = (<i32>rows * 4 + 15) & ~15;
  values = times + stride;
  return growTo(values + columnCount * stride + 16);
}

/** Where the times lie. */
export function timesAt(): usize {
  return times;
}

/** Where the values of a column lie. */
export function columnAt(column: i32): usize {
  return values + column * stride;
}
