import type { InputRow } from './input-row.js';
import { createJsonSplitter } from './json-splitter.js';

// Real rows have a few kilobytes; what JSON.parse makes of this many bytes still fits in memory, whatever they are.
const MAX_ITEM_BYTES = 4 << 20;

/** Reads the rows of a JSON or NDJSON text. */
export async function* jsonRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<InputRow[]> {
  const splitter = createJsonSplitter({ maxItemBytes: MAX_ITEM_BYTES });
  for await (const chunk of chunks) yield splitter.push(chunk);
  splitter.end();
}
