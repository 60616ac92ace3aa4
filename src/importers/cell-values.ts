import type { z } from 'zod';

/** Turns the text of a table cell into the value a JSON document would hold there. */
export type CellReader = (cell: string) => unknown;

const JSON_NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * How to read the cells of a column whose values have the given schema: numbers, booleans and nested JSON become what they say, text
 * stays text however many digits it has; an empty cell and `null` are null. What does not fit is left as it is, for validation to refuse.
 */
export function cellReader(schema: z.ZodType | undefined): CellReader {
  const read = readers[kindOf(schema)];
  return (cell) => (cell === '' || cell === 'null' ? null : read(cell));
}

type Kind = 'text' | 'number' | 'boolean' | 'json';

const readers: Record<Kind, CellReader> = {
  text: (cell) => cell,
  number: (cell) => (JSON_NUMBER.test(cell) ? Number(cell) : cell),
  boolean: (cell) => ({ true: true, false: false })[cell.toLowerCase()] ?? cell,
  json: jsonOf,
};

function jsonOf(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

function kindOf(schema: z.ZodType | undefined): Kind {
  const def = schema?._zod.def as { type: string; innerType?: z.ZodType; in?: z.ZodType } | undefined;
  if (def?.innerType) return kindOf(def.innerType);
  if (def?.in) return kindOf(def.in);
  if (def?.type === 'number' || def?.type === 'boolean') return def.type;
  return def?.type === 'object' || def?.type === 'array' ? 'json' : 'text';
}
