import Database from 'better-sqlite3';
import { type Kysely, Kysely as KyselyClass, Migrator, SqliteDialect, sql } from 'kysely';
import { type Engine, StoreBusyError, StoreUnusableError } from './engine.js';
import { migrations } from './migrations/index.js';
import { createSnapshots } from './snapshots.js';
import type { Tables } from './tables.js';

/** How long a write waits for another process's transaction (an import, say) before it gives up. */
const WRITE_WAIT_MS = 30_000;
const WRITE_RETRY_MS = 10;
/** The ledger has about a dozen, those with lists of values by their numbers of rows. */
const STATEMENTS_KEPT = 100;
const ALL_PAGES = 0x7fff_ffff;

/**
 * Opens (and creates or migrates) the SQLite store in `file`, by one connection that writes and one that reads, so that reading never waits
 * for a writer; `:memory:` keeps nothing. Throws StoreUnusableError.
 */
export async function openSqlite(file: string): Promise<Engine> {
  const isMemory = file === ':memory:';
  const writing = connect(file);
  const reading = isMemory ? writing : connect(file);
  // Waiting inside SQLite would stop every other request: the writer retries outside of it, see `begin`.
  writing.pragma('busy_timeout = 0');
  const writer = kyselyOver(writing);
  const reader = isMemory ? writer : kyselyOver(reading);
  const snapshots = createSnapshots(reading, isMemory);
  let lastWrite: Promise<unknown> = Promise.resolve();

  async function transaction<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return writer.connection().execute(async (db) => {
      await begin(db);
      try {
        const result = await work(db);
        await sql`commit`.execute(db);
        snapshots.end();
        return result;
      } catch (error) {
        if (writing.inTransaction) await sql`rollback`.execute(db);
        throw error;
      }
    });
  }

  try {
    await migrate(writer, transaction, file);
  } catch (error) {
    writing.close();
    reading.close();
    throw error;
  }

  /** A store in memory has one connection: what it has not committed yet must not be read. */
  const isReadable = () => !(isMemory && writing.inTransaction);
  const lastWriteDone = () => lastWrite.catch(() => {});

  async function close(): Promise<void> {
    await lastWriteDone();
    snapshots.end();
    await writer.destroy();
    // A Kysely that was never asked anything leaves its connection open.
    reading.close();
  }

  const tracked: Engine['transaction'] = (work) => {
    const writeDone = transaction(work);
    lastWrite = writeDone;
    return writeDone;
  };

  return {
    kind: 'sqlite',
    place: file,
    reader,
    prepare(text) {
      const readAll = rowReader(reading.prepare(text));
      return async (...parameters) => {
        while (!isReadable()) await lastWriteDone();
        snapshots.begin();
        return readAll(parameters) as never;
      };
    },
    async *iterate(text, ...parameters) {
      while (!isReadable()) await lastWriteDone();
      // A connection of its own: while rows are being iterated, better-sqlite3 lets it do nothing else. A store in memory has only one.
      if (isMemory) return yield* reading.prepare(text).all(...parameters) as never[];
      const connection = connect(file);
      try {
        yield* connection.prepare(text).iterate(...parameters) as Iterable<never>;
      } finally {
        connection.close();
      }
    },
    // A file has one writer, whatever it writes.
    transaction: tracked,
    sharedTransaction: tracked,
    alone: (work) => work(),
    dataVersion: () => snapshots.begin(),
    async backup(target) {
      // All pages in one step: a writer's commit between two steps would make it begin anew.
      await reading.backup(target, { progress: () => ALL_PAGES });
    },
    version: async () => `SQLite ${reading.prepare('select sqlite_version()').pluck().get()}`,
    async check() {
      const rows = reading.pragma('integrity_check') as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((line) => line !== 'ok');
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

function connect(file: string): Database.Database {
  try {
    const db = new Database(file, { timeout: 5000 });
    // Counts for a new file only.
    db.pragma('page_size = 8192');
    db.pragma('journal_mode = WAL');
    // FULL: a commit is on the disk before it is acknowledged.
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -16000');
    db.pragma('temp_store = MEMORY');
    // A large import leaves a large write-ahead log; give it back afterwards.
    db.pragma('journal_size_limit = 67108864');
    return db;
  } catch (error) {
    throw new StoreUnusableError(`${file} cannot be opened as a Circlet store: ${(error as Error).message}`, { cause: error });
  }
}

/** Reads rows as objects, which better-sqlite3 would build property by property from outside of JavaScript: slower than finding the row. */
function rowReader(statement: Database.Statement<unknown[]>): (parameters: unknown[]) => Record<string, unknown>[] {
  statement.raw();
  const names = statement.columns().map(({ name }) => name);
  return (parameters) =>
    (statement.all(...parameters) as unknown[][]).map((values) => {
      const row: Record<string, unknown> = {};
      for (let at = 0; at < names.length; at++) row[names[at] as string] = values[at];
      return row;
    });
}

/** Kysely over a connection that keeps its statements: preparing one takes longer than most of them run. */
function kyselyOver(connection: Database.Database): Kysely<Tables> {
  const statements = new Map<string, Database.Statement>();
  const prepare = (text: string) => {
    const kept = statements.get(text);
    if (kept) return kept;
    if (statements.size === STATEMENTS_KEPT) statements.clear();
    const statement = connection.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  return new KyselyClass({ dialect: new SqliteDialect({ database: { prepare, close: () => connection.close() } }) });
}

async function begin(db: Kysely<Tables>): Promise<void> {
  for (let waitedMs = 0; ; waitedMs += WRITE_RETRY_MS) {
    try {
      await sql`begin immediate`.execute(db);
      return;
    } catch (error) {
      if (!String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) throw error;
      if (waitedMs >= WRITE_WAIT_MS) throw new StoreBusyError('another process is writing to the store; try again later');
      await new Promise((resolve) => setTimeout(resolve, WRITE_RETRY_MS));
    }
  }
}

async function migrate(db: Kysely<Tables>, transaction: Engine['transaction'], file: string): Promise<void> {
  const migratorOn = (on: Kysely<Tables>) => new Migrator({ db: on, provider: { getMigrations: async () => migrations } });
  const toLatest = async (on: Kysely<Tables>) => {
    const { error } = await migratorOn(on).migrateToLatest();
    if (error) throw error;
  };
  try {
    const known = await migratorOn(db).getMigrations();
    // A store of the latest layout is only read, which waits for nobody; others are changed wholly or not at all, by one process at a time.
    await (known.every(({ executedAt }) => executedAt) ? toLatest(db) : transaction(toLatest));
  } catch (error) {
    if (error instanceof StoreBusyError) throw error;
    throw new StoreUnusableError(
      `${file} cannot be brought to this version's layout: ${(error as Error).message}. Was it written by a newer Circlet? Nothing was changed.`,
      { cause: error },
    );
  }
}
