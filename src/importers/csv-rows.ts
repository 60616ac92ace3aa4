import { finished } from 'node:stream/promises';
import { Parser } from 'csv-parse';
import type { z } from 'zod';
import { type CellReader, cellReader } from './cell-values.js';
import { ImportFailure } from './import-failure.js';
import type { InputRow } from './input-row.js';

const MAX_RECORD_BYTES = 4 << 20;
const MAX_HEADER_BYTES = 1 << 20;
const NEWLINE = 0x0a;

/**
 * Reads a table with a header line, separated by semicolons or commas, into objects by the names in its header; `shape` says how to
 * read the cells of each column.
 */
export async function* csvRows(chunks: AsyncIterable<Buffer>, shape: Record<string, z.ZodType>): AsyncGenerator<InputRow[]> {
  const table = createTable(shape);
  let parser: Parser | null = null;
  try {
    for await (const chunk of withWholeHeader(chunks)) {
      parser ??= openParser(delimiterOf(chunk), table.take);
      await write(parser, chunk);
      yield table.rowsSoFar();
    }
    if (!parser) return;
    await finished(parser.end());
    yield table.rowsSoFar();
  } catch (error) {
    if (!(error as { code?: string }).code?.match(/^(CSV|INVALID)_/)) throw error;
    throw new ImportFailure(`broken CSV: ${(error as Error).message}; is a quote missing or doubled there?`);
  }
}

/** The chunks, the first one long enough to hold the first line. */
async function* withWholeHeader(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0);
  let isBeyond = false;
  for await (const chunk of chunks) {
    if (!isBeyond) held = Buffer.concat([held, chunk]);
    if (isBeyond) yield chunk;
    else if (held.includes(NEWLINE) || held.length > MAX_HEADER_BYTES) {
      isBeyond = true;
      yield held;
    }
  }
  if (!isBeyond && held.length > 0) yield held;
}

/** The account export separates by semicolons, tables of other makers by commas. */
function delimiterOf(head: Buffer): string {
  const [header = ''] = head.toString('utf8').split(/[\r\n]/, 1);
  return header.split(',').length > header.split(';').length ? ',' : ';';
}

function openParser(delimiter: string, take: (cells: string[]) => void): Parser {
  const lineEnds = ['\r\n', '\n', '\r'];
  const parser = new Parser({ delimiter, record_delimiter: lineEnds, relax_column_count: true, max_record_size: MAX_RECORD_BYTES });
  parser.on('data', take);
  // Whoever writes is told of errors; without a listener they would end the process, too.
  return parser.on('error', () => {});
}

function write(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => parser.write(chunk, (error) => (error ? reject(error) : resolve())));
}

interface Column {
  name: string;
  read: CellReader;
}

/** Gathers rows from lines of cells; the first line that is not empty names the columns. */
function createTable(shape: Record<string, z.ZodType>) {
  let columns: Column[] | null = null;
  let rows: InputRow[] = [];
  let line = 1;
  return {
    take(cells: string[]) {
      const isEmpty = cells.length === 1 && cells[0] === '';
      if (!columns && !isEmpty) columns = cells.map((cell) => ({ name: cell.trim(), read: cellReader(shape[cell.trim()]) }));
      else if (columns && !isEmpty) rows.push(rowOf(columns, cells, line));
      line += 1 + newlinesIn(cells);
    },
    rowsSoFar() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

function rowOf(columns: Column[], cells: string[], row: number): InputRow {
  if (cells.length !== columns.length)
    return { row, value: null, problem: `${cells.length} cells where the header names ${columns.length} columns` };
  const value: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i++) {
    const { name, read } = columns[i] as Column;
    value[name] = read(cells[i] as string);
  }
  return { row, value };
}

function newlinesIn(cells: string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}
