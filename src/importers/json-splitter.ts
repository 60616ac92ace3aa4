import { ImportFailure } from './import-failure.js';
import type { InputRow } from './input-row.js';
import { createJsonSegment } from './json-segment.js';

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
const [COMMA, NEWLINE, RETURN, TAB, SPACE] = [0x2c, 0x0a, 0x0d, 0x09, 0x20];
const BLANK = /^[ \t\r\n]*$/;
// A quote before `data` that is itself escaped belongs to a longer key.
const ENDS_WITH_DATA_KEY = /(?<!\\)"data"\s*:\s*$/;

/** Reads JSON piece by piece. */
export interface JsonSplitter {
  /** Takes the next bytes (valid UTF-8) and returns the rows that are complete with them. */
  push(chunk: Buffer): InputRow[];
  /** Throws unless the text ended where JSON may end. */
  end(): void;
}

/**
 * Splits `[row,…]`, `{"data":[row,…],…}`, a lone object, or several of these on lines of their own (NDJSON), into rows. Only strings
 * and nesting are followed here; what lies between is read by `JSON.parse`, so that exactly its JSON is accepted.
 */
export function createJsonSplitter(options: { maxItemBytes: number }): JsonSplitter {
  // `rest` is the part of an envelope behind its list
  let mode: 'between' | 'list' | 'object' | 'rest' = 'between';
  let depth = 0;
  let isInString = false;
  let isEscaped = false;
  let line = 1;
  let lineStart = 0;
  let chunkStart = 0;
  let rowCount = 0;
  let isListEmpty = true;
  let valueLine = 0;
  let envelopeStart: string | null = null;
  let rows: InputRow[] = [];
  const segment = createJsonSegment(options.maxItemBytes);

  const begin = (at: number) => segment.begin(at, line, chunkStart + at - lineStart + 1);

  function parse(text: string, what: string, whole = text): unknown {
    try {
      return JSON.parse(whole);
    } catch (error) {
      throw new ImportFailure(`broken JSON in ${what} at ${segment.place(text)}: ${(error as Error).message}`);
    }
  }

  function openValue(at: number, byte: number) {
    if (valueLine === line) throw unexpected(at, byte, 'expected a new line or the end of the file');
    if (byte !== OPEN_LIST && byte !== OPEN_OBJECT) throw unexpected(at, byte, 'expected an object or a list');
    valueLine = line;
    depth = byte === OPEN_OBJECT ? 1 : 0;
    mode = byte === OPEN_OBJECT ? 'object' : 'list';
    isListEmpty = true;
    begin(byte === OPEN_OBJECT ? at : at + 1);
  }

  function openEnvelope(chunk: Buffer, at: number) {
    envelopeStart = segment.textUpTo(chunk, at);
    depth = 0;
    mode = 'list';
    isListEmpty = true;
    begin(at + 1);
  }

  function endRow(chunk: Buffer, at: number) {
    const text = segment.textUpTo(chunk, at);
    rowCount++;
    isListEmpty = false;
    rows.push({ row: rowCount, value: parse(text, `row ${rowCount}, which begins`) });
  }

  function endList(chunk: Buffer, at: number, byte: number) {
    if (byte !== CLOSE_LIST) throw unexpected(at, byte, 'expected a row or the end of the list');
    if (!isListEmpty || !BLANK.test(segment.textUpTo(chunk, at))) endRow(chunk, at);
    valueLine = line;
    mode = envelopeStart === null ? 'between' : 'rest';
    depth = envelopeStart === null ? 0 : 1;
    begin(at + 1);
  }

  function endObject(chunk: Buffer, at: number) {
    const text = segment.textUpTo(chunk, at + 1);
    if (mode === 'rest') endEnvelope(text);
    else {
      rowCount++;
      rows.push({ row: valueLine, value: parse(text, 'the object that begins') });
    }
    mode = 'between';
    valueLine = line;
  }

  function endEnvelope(text: string) {
    const envelope = parse(text, 'what follows the list', `${envelopeStart}[]${text}`) as { data: unknown };
    envelopeStart = null;
    if (Array.isArray(envelope.data) && envelope.data.length === 0) return;
    throw new ImportFailure(`there is a second "data" behind the list that ends at ${segment.place()}`);
  }

  function unexpected(at: number, byte: number, expected: string) {
    const place = `line ${line}, column ${chunkStart + at - lineStart + 1}`;
    const found = byte > SPACE && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16).padStart(2, '0')}`;
    return new ImportFailure(`broken JSON: ${expected} at ${place}, found ${found}`);
  }

  /** Passes over a string that began before `from`; returns the place behind its closing quote, or the end of the chunk. */
  function skipString(chunk: Buffer, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i];
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE) {
        isInString = false;
        return i + 1;
      }
    }
    return chunk.length;
  }

  function push(chunk: Buffer): InputRow[] {
    rows = [];
    for (let i = 0; i < chunk.length; i++) {
      if (isInString) {
        i = skipString(chunk, i) - 1;
        continue;
      }
      const byte = chunk[i] as number;
      if (byte === NEWLINE) {
        line++;
        lineStart = chunkStart + i + 1;
      } else if (mode === 'between') {
        if (byte !== SPACE && byte !== RETURN && byte !== TAB) openValue(i, byte);
      } else if (byte === QUOTE) isInString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        const mayBeEnvelope = mode === 'object' && depth === 1 && byte === OPEN_LIST;
        if (mayBeEnvelope && ENDS_WITH_DATA_KEY.test(segment.tailBefore(chunk, i))) openEnvelope(chunk, i);
        else depth++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        if (mode === 'list' && depth === 0) endList(chunk, i, byte);
        else if (--depth === 0 && mode !== 'list') endObject(chunk, i);
      } else if (byte === COMMA && mode === 'list' && depth === 0) {
        endRow(chunk, i);
        begin(i + 1);
      }
    }
    if (mode !== 'between') segment.carry(chunk);
    chunkStart += chunk.length;
    return rows;
  }

  function end() {
    if (mode === 'list') throw new ImportFailure(`the file ends within row ${rowCount + 1}, which begins at ${segment.place()}`);
    if (mode !== 'between') throw new ImportFailure(`the file ends within the object that begins at ${segment.place()}`);
    if (valueLine === 0) throw new ImportFailure('the file is empty');
  }

  return { push, end };
}
