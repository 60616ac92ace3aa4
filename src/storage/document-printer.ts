import { type Global, moduleOpener } from './wasm-module.js';

/** Longer ones are left to JavaScript, so that one does not take memory for good. */
const MOST_INPUT_BYTES = 2 ** 24;
/** Memory that several answers share: each a piece of its own takes twice the time. Larger ones have their own. */
const SHARED_BYTES = 2 ** 18;
const MOST_SHARED_BYTES = 2 ** 14;
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

/** Prints documents in WebAssembly, one list at a time. */
export interface DocumentPrinter {
  /**
   * The envelope `{"data":[…],"next_token":null}` of the wanted documents of joined chunks, in order, at most `limit`; null where that is left to
   * JavaScript: bodies that do not lie as differences, years beyond 9999, very long lists, damage.
   */
  print(chunks: Buffer, wanted: Wanted): { envelope: Buffer; count: number } | null;
  /** One document out of its chunk, by its id as `idBytes` writes it; null where it is not there, and where `print` gives null. */
  printOne(chunk: Buffer, id: Buffer, withMeta: boolean): Buffer | null;
}

/** What `wasm/documents.ts` exports. */
interface DocumentModule {
  memory: { readonly buffer: ArrayBuffer };
  INPUT: Global;
  reserveInput(length: number): void;
  print(length: number, fromMs: number, toMs: number, fromDay: number, toDay: number, limit: number, withMeta: boolean): number;
  printOne(length: number, idLength: number, withMeta: boolean): number;
  outputAt(): number;
  documentAt(): number;
  printedCount(): number;
}

const openDocumentModule = moduleOpener<DocumentModule>('documents');

/** Builds the printer; null where Node runs without WebAssembly. */
export function createDocumentPrinter(): DocumentPrinter | null {
  const module = openDocumentModule();
  if (module === null) return null;
  const input = module.INPUT.value;
  let bytes = new Uint8Array(module.memory.buffer);
  let shared = Buffer.alloc(0);
  let sharedUsed = 0;
  const followMemory = () => {
    if (bytes.buffer !== module.memory.buffer) bytes = new Uint8Array(module.memory.buffer);
  };

  /** Puts these where the module reads; false where they are too many. */
  const put = (chunks: Buffer, id: Buffer | null): boolean => {
    const length = chunks.length + (id?.length ?? 0);
    if (length > MOST_INPUT_BYTES) return false;
    module.reserveInput(length);
    followMemory();
    bytes.set(chunks, input);
    if (id !== null) bytes.set(id, input + chunks.length);
    return true;
  };

  /** A copy of what the module has printed. */
  const take = (from: number, length: number): Buffer => {
    followMemory();
    const printed = bytes.subarray(from, from + length);
    if (length > MOST_SHARED_BYTES) return Buffer.from(printed);
    if (sharedUsed + length > shared.length) {
      shared = Buffer.allocUnsafeSlow(SHARED_BYTES);
      sharedUsed = 0;
    }
    shared.set(printed, sharedUsed);
    sharedUsed += length;
    return shared.subarray(sharedUsed - length, sharedUsed);
  };

  return {
    print(chunks, { fromMs, toMs, fromDay, toDay, limit, withMeta }) {
      if (!put(chunks, null)) return null;
      const length = module.print(chunks.length, fromMs, toMs, fromDay, toDay, Math.min(limit, MOST_DOCUMENTS), withMeta);
      return length < 0 ? null : { envelope: take(module.outputAt(), length), count: module.printedCount() };
    },
    printOne(chunk, id, withMeta) {
      if (!put(chunk, id)) return null;
      const length = module.printOne(chunk.length, id.length, withMeta);
      return length < 0 ? null : take(module.documentAt(), length);
    },
  };
}
