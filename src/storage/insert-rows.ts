import { CompiledQuery, type Kysely } from 'kysely';
import { kindOf } from './engine.js';
import type { Tables } from './tables.js';

/** Columns in the order of their values, with what PostgreSQL calls their types. */
export type InsertedColumns = Readonly<Record<string, 'bigint' | 'double precision' | 'text' | 'bytea'>>;

/** A value of a row; a text in a `bytea` column stands for its bytes in UTF-8. */
export type Inserted = string | number | Buffer | null;

/**
 * Inserts many rows by one statement; `ending` says what happens where they collide. The statement is made of text, because building it value by
 * value takes about as long as the insertion.
 */
export async function insertRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: InsertedColumns,
  rows: readonly (readonly Inserted[])[],
  ending = '',
): Promise<void> {
  return write(db, 'insert', table, columns, rows, ending);
}

/**
 * Writes many rows over those of the same key. On SQLite a row that is written anew goes to the end of the table, where pages are filled one
 * after the other; growing where it lies it would split its page, and pages would stay half empty.
 */
export async function replaceRows(
  db: Kysely<Tables>,
  table: keyof Tables,
  columns: InsertedColumns,
  key: readonly string[],
  rows: readonly (readonly Inserted[])[],
): Promise<void> {
  if (kindOf(db) === 'sqlite') return write(db, 'replace', table, columns, rows, '');
  const others = Object.keys(columns).filter((name) => !key.includes(name));
  const changes = others.map((name) => `${name} = excluded.${name}`).join(', ');
  return write(db, 'insert', table, columns, rows, `on conflict (${key.join(', ')}) do update set ${changes}`);
}

async function write(
  db: Kysely<Tables>,
  verb: 'insert' | 'replace',
  table: keyof Tables,
  columns: InsertedColumns,
  rows: readonly (readonly Inserted[])[],
  ending: string,
): Promise<void> {
  const names = Object.keys(columns);
  const into = `${verb} into ${table} (${names.join(', ')})`;
  if (kindOf(db) === 'postgres') {
    const { text, marks } = asOneText(Object.values(columns), rows);
    const values = Object.values(columns).map((type, at) => `cast(nullif(split_part(line, ?, ${at + 1}), ?) as ${type})`);
    const parameters = [...values.flatMap(() => [marks.field, marks.nothing]), text, marks.row];
    const lines = `select ${values.join(', ')} from string_to_table(?, ?) as line`;
    await db.executeQuery(CompiledQuery.raw(`${into} ${lines} ${ending}`, parameters));
    return;
  }
  const places = `(${names.map(() => '?').join(', ')})`;
  await db.executeQuery(CompiledQuery.raw(`${into} values ${rows.map(() => places).join(', ')} ${ending}`, rows.flat()));
}

/** Characters that end a row and a field, and the one that stands for null. */
interface Marks {
  row: string;
  field: string;
  nothing: string;
}

/**
 * All values as one text: PostgreSQL takes it apart in half the time that it takes for lists or for a parameter each, and the statement is always
 * the same, so that it stays prepared.
 */
function asOneText(types: readonly string[], rows: readonly (readonly Inserted[])[]): { text: string; marks: Marks } {
  const spelled = rows.map((row) => row.map((value, at) => spell(value, types[at] === 'bytea')));
  const marks = marksBeside(spelled);
  const text = spelled.map((row) => row.map((value) => value ?? marks.nothing).join(marks.field)).join(marks.row);
  return { text, marks };
}

/** As PostgreSQL reads a value; bytes that begin with `\x` in hex, others as they are but for backslashes. */
function spell(value: Inserted, isBytes: boolean): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return `\\x${value.toString('hex')}`;
  return isBytes ? value.replaceAll('\\', '\\\\') : value;
}

/** Three control characters that no value has. */
function marksBeside(rows: readonly (readonly (string | null)[])[]): Marks {
  const free: string[] = [];
  for (let code = 1; free.length < 3; code++) {
    const mark = String.fromCharCode(code);
    if (!rows.some((row) => row.some((value) => value?.includes(mark)))) free.push(mark);
  }
  const [row, field, nothing] = free as [string, string, string];
  return { row, field, nothing };
}
