import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { BODY_DICTIONARY } from './body-dictionary.js';
import { readRun } from './number-runs.js';

// Bodies of a collection are alike but for their values, and values of a key are like each other. What is left of a body without the values that
// differ is its frame, and the values of all bodies of a frame lie key by key. Deflated are lines (the number of each body's frame, the frames, the
// values), a zero, and the bytes of the values that are runs of numbers. The line of a run is its kind as a byte and how many numbers it has. Texts
// are strings of bytes (`latin1`).

const VALUE = /":("(?:[^"\\]|\\.)*"|\[[^"[\]{}]*\]|[^"[\]{},]+)/g;
/** Where a value was taken out of a frame. */
export const GAP = '\x1f';

const DICTIONARY = Buffer.from(BODY_DICTIONARY, 'latin1');
/** Numbers have hardly anything to refer back to, but each stretch has its own frequent ones: codes change every 2048 bytes. */
const DEFLATE = { level: 6, memLevel: 5, strategy: constants.Z_FILTERED, dictionary: DICTIONARY };
/** As long as most, so that they are inflated in one go. */
const INFLATE = { dictionary: DICTIONARY, chunkSize: 32_768 };

/** What `packTable` deflated. */
export const inflateTable = (packed: Buffer): Buffer => inflateRawSync(packed, INFLATE);

/** Packs bodies, at least one; they are JSON without line breaks. */
export function packTable(bodies: readonly string[]): Buffer {
  const tables = new Map<string, { no: number; pieces: string[]; rows: string[][] }>();
  const numbers = bodies.map((body) => {
    const { pieces, values } = takeValues(body);
    const key = pieces.join(GAP);
    const table = tables.get(key) ?? { no: tables.size, pieces, rows: [] };
    tables.set(key, table);
    table.rows.push(values);
    return table.no;
  });
  const frames: string[] = [];
  const lines: string[] = [];
  const runs: Buffer[] = [];
  for (const { pieces, rows } of tables.values()) {
    let frame = pieces[0] as string;
    for (const [c, value] of (rows[0] as string[]).entries()) {
      const isSame = rows.length > 1 && rows.every((row) => row[c] === value);
      frame += (isSame ? value : GAP) + pieces[c + 1];
      if (isSame) continue;
      for (const row of rows) {
        const run = readRun(row[c] as string);
        lines.push(run === null ? (row[c] as string) : String.fromCharCode(run.kind) + run.count);
        if (run) runs.push(run.bytes);
      }
    }
    frames.push(frame);
  }
  const text = Buffer.from(`${[numbers.join(' '), ...frames, ...lines].join('\n')}\n\0`, 'latin1');
  return deflateRawSync(Buffer.concat([text, ...runs]), DEFLATE);
}

/** The values of a body, and what lies before, between and behind them. */
function takeValues(body: string): { pieces: string[]; values: string[] } {
  const pieces: string[] = [];
  const values: string[] = [];
  let from = 0;
  for (const match of body.matchAll(VALUE)) {
    const value = match[1] as string;
    const end = match.index + match[0].length;
    pieces.push(body.slice(from, end - value.length));
    values.push(value);
    from = end;
  }
  pieces.push(body.slice(from));
  return { pieces, values };
}
