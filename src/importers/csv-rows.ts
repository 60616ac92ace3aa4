import { pipeline, Readable } from 'node:stream';
import { type CsvError, Parser } from 'csv-parse';
import type { z } from 'zod';
import { type CellReader, cellReader } from './cell-values.js';
import { ImportFailure } from './import-failure.js';
import type { InputRow } from './input-row.js';

const BATCH_ROWS = 1000;
const MAX_RECORD_BYTES = 16 << 20;
const MAX_HEADER_BYTES = 1 << 20;

/**
 * Reads a table with a header line, separated by semicolons or commas, into objects by the names in its header; `shape` says how to
 * read the cells of each column.
 */
export async function* csvRows(chunks: AsyncIterable<Buffer>, shape: Record<string, z.ZodType>): AsyncGenerator<InputRow[]> {
  let columns: { name: string; read: CellReader }[] | null = null;
  let rows: InputRow[] = [];
  let line = 1;
  for await (const cells of records(chunks)) {
    const isBlank = cells.length === 1 && cells[0] === '';
    if (!columns && !isBlank) columns = cells.map((cell) => ({ name: cell.trim(), read: cellReader(shape[cell.trim()]) }));
    else if (columns && !isBlank) rows.push(rowOf(columns, cells, line));
    line += 1 + newlinesIn(cells);
    if (rows.length < BATCH_ROWS) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}

function rowOf(columns: { name: string; read: CellReader }[], cells: string[], row: number): InputRow {
  if (cells.length !== columns.length)
    return { row, value: null, problem: `${cells.length} cells where the header names ${columns.length} columns` };
  return { row, value: Object.fromEntries(columns.map(({ name, read }, i) => [name, read(cells[i] as string)])) };
}

function newlinesIn(cells: string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}

async function* records(chunks: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const { head, all } = await withHeader(chunks);
  const parser = new Parser({
    delimiter: delimiterOf(head),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_RECORD_BYTES,
  });
  // The callback has nothing to do: an error of the source or the parser is thrown by the loop over the parser.
  pipeline(Readable.from(all), parser, () => {});
  try {
    yield* parser as AsyncIterable<string[]>;
  } catch (error) {
    if (!(error as CsvError).code?.startsWith('CSV_')) throw error;
    throw new ImportFailure(`broken CSV: ${(error as CsvError).message}; is a quote missing or doubled there?`);
  }
}

/** The chunks up to the end of the first line, and all chunks once more. */
async function withHeader(chunks: AsyncIterable<Buffer>): Promise<{ head: string; all: AsyncIterable<Buffer> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Buffer[] = [];
  let bytes = 0;
  while (!first.at(-1)?.includes('\n') && bytes < MAX_HEADER_BYTES) {
    const next = await iterator.next();
    if (next.done) break;
    first.push(next.value);
    bytes += next.value.length;
  }
  async function* all() {
    yield* first;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: Buffer.concat(first).toString('utf8'), all: all() };
}

/** The account export separates by semicolons, tables of other makers by commas. */
function delimiterOf(head: string): string {
  const header = head.slice(0, head.search(/[\r\n]|$/));
  return header.split(',').length > header.split(';').length ? ',' : ';';
}
