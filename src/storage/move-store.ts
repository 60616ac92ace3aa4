import { type Kysely, sql } from 'kysely';
import { type Engine, StoreUnusableError } from './engine.js';
import { type InsertedColumns, insertRows } from './insert-rows.js';
import { COUNTERS, columnsOf, KEYS, meant, type Stored, storedIn } from './stored-tables.js';
import type { Tables } from './tables.js';

/** Told of each page that was written. */
export type OnMoved = (table: string, rows: number) => void;

/** How far a move went, kept in the target with what it wrote. */
interface Progress {
  /** The key of cursors, which every store that was ever served has of its own. */
  source: string | null;
  table: keyof Tables;
  /** The key of the last row; null before the first. */
  after: Stored[] | null;
}

const SETTING = 'move';
const PAGE = 500;

type Row = Record<string, Stored>;

/** A page of rows of a table in the order of its key. */
export async function readPage(engine: Engine, table: keyof Tables, after: readonly Stored[] | null, limit = PAGE): Promise<Row[]> {
  const key = KEYS[table];
  const where = after === null ? '' : `where (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`;
  return engine.prepare<Stored[], Row>(`select * from ${table} ${where} order by ${key.join(', ')} limit ${limit}`)(...(after ?? []));
}

/** The key of a row. */
export const keyOf = (table: keyof Tables, row: Row): Stored[] => KEYS[table].map((column) => row[column] as Stored);

/**
 * Copies everything of a store that nobody writes into an empty one, page by page; cut off and begun again it goes on where it was. Throws
 * StoreUnusableError where the target holds something else.
 */
export async function copyStore(from: Engine, to: Engine, onMoved: OnMoved): Promise<void> {
  const columns = await columnsOf(to);
  let { table: current, after, source } = await begin(from, to);
  const tables = Object.keys(KEYS) as (keyof Tables)[];
  for (const table of tables.slice(tables.indexOf(current))) {
    if (table !== current) after = null;
    current = table;
    for (;;) {
      const rows = await readPage(from, table, after);
      if (rows.length === 0) break;
      const last = keyOf(table, rows.at(-1) as Row);
      await to.transaction(async (db) => {
        await write(db, to, table, columns.get(table) as InsertedColumns, rows);
        await note(db, { source, table, after: last });
      });
      after = last;
      onMoved(table, rows.length);
    }
  }
  await copyCounters(from, to);
}

/** Takes the note of the move off the target, which from then on is a store like any other. */
export async function finishMove(to: Engine): Promise<void> {
  await to.transaction((db) => db.deleteFrom('settings').where('name', '=', SETTING).execute());
}

async function settingOf({ reader }: Engine, name: string): Promise<string | null> {
  return (await reader.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst())?.value ?? null;
}

async function begin(from: Engine, to: Engine): Promise<Progress> {
  const source = await settingOf(from, 'cursor-key');
  const noted = await settingOf(to, SETTING);
  if (noted === null) {
    const isEmpty = (await readPage(to, 'users', null, 1)).length + (await readPage(to, 'apps', null, 1)).length === 0;
    if (!isEmpty) throw new StoreUnusableError(`${to.place} holds a store already; nothing is moved over one. Name an empty place.`);
    return { source, table: Object.keys(KEYS)[0] as keyof Tables, after: null };
  }
  const progress = JSON.parse(noted, revive) as Progress;
  if (progress.source !== source) throw new StoreUnusableError(`${to.place} holds half of another store that was being moved there.`);
  return progress;
}

async function note(db: Kysely<Tables>, progress: Progress): Promise<void> {
  const value = JSON.stringify(progress);
  const insert = db.insertInto('settings').values({ name: SETTING, value });
  await insert.onConflict((conflict) => conflict.column('name').doUpdateSet({ value })).execute();
}

/** JSON writes buffers in its own way. */
function revive(_: string, value: unknown): unknown {
  const { type, data } = (value ?? {}) as { type?: string; data?: number[] };
  return type === 'Buffer' && data ? Buffer.from(data) : value;
}

async function write(db: Kysely<Tables>, { kind }: Engine, table: keyof Tables, columns: InsertedColumns, rows: Row[]): Promise<void> {
  const names = Object.keys(columns);
  const values = rows.map((row) => names.map((column) => storedIn(kind, table, column, meant(table, column, row[column] as Stored))));
  // Whoever looked at the target has given it settings of its own.
  const ending = table === 'settings' ? 'on conflict (name) do update set value = excluded.value' : '';
  await insertRows(db, table, columns, values, ending);
}

/** Numbers that were given once are never given again: cursors and receivers know them. */
async function copyCounters(from: Engine, to: Engine): Promise<void> {
  for (const [table, column] of Object.entries(COUNTERS)) {
    const last = await lastGiven(from, table, column);
    if (last === 0) continue;
    await to.transaction(async (db) => {
      if (to.kind === 'postgres') await sql`select setval(${`${table}_${column}_seq`}, ${last})`.execute(db);
      else {
        await sql`delete from sqlite_sequence where name = ${table}`.execute(db);
        await sql`insert into sqlite_sequence (name, seq) values (${table}, ${last})`.execute(db);
      }
    });
  }
}

async function lastGiven(engine: Engine, table: string, column: string): Promise<number> {
  const text =
    engine.kind === 'postgres'
      ? `select case when is_called then last_value else 0 end as last from ${table}_${column}_seq`
      : `select seq as last from sqlite_sequence where name = '${table}'`;
  return (await engine.prepare<[], { last: number }>(text)())[0]?.last ?? 0;
}
