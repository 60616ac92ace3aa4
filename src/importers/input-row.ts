/** One document or sample as a file holds it, not yet validated. */
export interface InputRow {
  /** Where it stands, counted from 1: its place in the list, or its line in NDJSON and CSV. */
  row: number;
  value: unknown;
  /** What is wrong with the row as a whole, so that its value cannot be used. */
  problem?: string;
}
