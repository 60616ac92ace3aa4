import type { InputRow } from './input-row.js';
import { createJsonSplitter } from './json-splitter.js';

const MAX_ITEM_BYTES = 16 << 20;

/** Reads the rows of a JSON or NDJSON text. */
export async function* jsonRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<InputRow[]> {
  const splitter = createJsonSplitter({ maxItemBytes: MAX_ITEM_BYTES });
  for await (const chunk of chunks) yield splitter.push(chunk);
  splitter.end();
}
