import type { JoinedChunks } from './document-chunk.js';
import { type Global, moduleOpener } from './wasm-module.js';

/** Longer ones are left to JavaScript, so that one does not take memory for good. */
const MOST_INPUT_BYTES = 2 ** 24;
const LENGTH_BYTES = 4;
const MOST_DOCUMENTS = 2 ** 31 - 1;

/** Which documents: inclusive ranges of instants and local days, of which bounds may be beyond all of them. */
export interface Wanted {
  fromMs: number;
  toMs: number;
  fromDay: number;
  toDay: number;
  limit: number;
  withMeta: boolean;
}

/** Prints lists of documents in WebAssembly, one at a time. */
export interface DocumentPrinter {
  /**
   * The envelope `{"data":[…],"next_token":null}` of the wanted documents of chunks, in order, at most `limit`; null where that is left to
   * JavaScript: bodies that do not lie as differences, years beyond 9999, very long lists, damage.
   */
  print(chunks: JoinedChunks, wanted: Wanted): { envelope: Buffer; count: number } | null;
}

/** What `wasm/documents.ts` exports. */
interface DocumentModule {
  memory: { readonly buffer: ArrayBuffer };
  INPUT: Global;
  reserveInput(length: number): void;
  print(chunks: number, fromMs: number, toMs: number, fromDay: number, toDay: number, limit: number, withMeta: boolean): number;
  outputAt(): number;
  printedCount(): number;
}

const openDocumentModule = moduleOpener<DocumentModule>('documents');

/** Builds the printer; null where Node runs without WebAssembly. */
export function createDocumentPrinter(): DocumentPrinter | null {
  const module = openDocumentModule();
  if (module === null) return null;
  const input = module.INPUT.value;
  let bytes = new Uint8Array(module.memory.buffer);
  let lengths = new Int32Array(module.memory.buffer, input);
  const followMemory = () => {
    if (bytes.buffer === module.memory.buffer) return;
    bytes = new Uint8Array(module.memory.buffer);
    lengths = new Int32Array(module.memory.buffer, input);
  };

  return {
    print(chunks, { fromMs, toMs, fromDay, toDay, limit, withMeta }) {
      const count = chunks.lengths.length / 2;
      const start = chunks.lengths.length * LENGTH_BYTES;
      if (chunks.bytes.length > MOST_INPUT_BYTES) return null;
      module.reserveInput(start + chunks.bytes.length);
      followMemory();
      lengths.set(chunks.lengths);
      bytes.set(chunks.bytes, input + start);
      const length = module.print(count, fromMs, toMs, fromDay, toDay, Math.min(limit, MOST_DOCUMENTS), withMeta);
      if (length < 0) return null;
      followMemory();
      const output = module.outputAt();
      return { envelope: Buffer.from(bytes.buffer.slice(output, output + length)), count: module.printedCount() };
    },
  };
}
