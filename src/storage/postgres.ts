import { type Kysely, Migrator } from 'kysely';
import { systemClock } from '../lib/clock.js';
import { type Engine, StoreBusyError, StoreUnusableError } from './engine.js';
import { holdStore } from './locks.js';
import { migrations } from './migrations/index.js';
import { shownUrl } from './place.js';
import { type Connections, createConnections } from './postgres-connections.js';
import { kyselyOver, numbered } from './postgres-dialect.js';
import { isCollision, isLost, toldAs } from './postgres-errors.js';
import type { Tables } from './tables.js';
import { createTurnstile } from './turnstile.js';

/** How a store on PostgreSQL is opened. */
export interface PostgresOptions {
  /** Connections at most. */
  connections?: number;
  /** How long a statement may take. */
  timeoutSeconds?: number;
}

const OLDEST_VERSION = 150_000;
/** Advisory locks, of which PostgreSQL keeps one space per database: while there are no tables yet, and around whole preparations. */
const MIGRATING = 7_264_001;
const PREPARING = 7_264_002;
/** Attempts at a transaction that may be repeated. */
const ATTEMPTS = 4;
const ROWS_AT_ONCE = 500;
const NOTHING_WRITTEN = 'nothing was written, try again later';
const UNKNOWN = 'whether it was written is not known, look before you try again';

/** Opens (and creates or migrates the tables of) a store in the PostgreSQL database at `url`. Throws StoreUnusableError. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Engine> {
  const place = shownUrl(url);
  const timeoutMs = (options.timeoutSeconds ?? 15) * 1000;
  const connections = createConnections({ url, connections: options.connections ?? 10, timeoutMs, machine: systemClock });
  const reader = kyselyOver(connections.run);
  const underWay = new Set<Promise<unknown>>();
  const alone = createTurnstile(1, timeoutMs);
  const shared = createTurnstile(Math.max(1, connections.sessions - 1), timeoutMs);

  try {
    await requireUsable(connections);
    await migrate(reader, connections);
  } catch (error) {
    await connections.close();
    if (error instanceof StoreUnusableError) throw error;
    throw new StoreUnusableError(`${place} cannot be used as a Circlet store: ${reasonOf(error)}`, { cause: error });
  }

  /** One attempt; `progress.stage` tells how far it went. */
  async function attempt<T>(work: (db: Kysely<Tables>) => Promise<T>, isAlone: boolean, progress: { stage: Stage }): Promise<T> {
    const { run, giveBack } = await connections.borrow();
    try {
      const db = kyselyOver(run);
      await run('begin isolation level read committed read write', []);
      if (isAlone) await holdStore(db);
      progress.stage = 'working';
      const result = await work(db);
      progress.stage = 'committing';
      const { command } = await run('commit', []);
      if (command !== 'COMMIT') throw new Error('a statement of the transaction failed and was not heeded');
      return result;
    } catch (error) {
      if (!isLost(error)) await run('rollback', []).catch(() => {});
      throw error;
    } finally {
      giveBack();
    }
  }

  async function transaction<T>(work: (db: Kysely<Tables>) => Promise<T>, isAlone: boolean): Promise<T> {
    for (let attempts = 1; ; attempts++) {
      const progress: { stage: Stage } = { stage: 'beginning' };
      try {
        return await attempt(work, isAlone, progress);
      } catch (error) {
        const mayRepeat = progress.stage === 'beginning' || isAlone;
        const isUndone = isCollision(error) || (isLost(error) && progress.stage !== 'committing');
        if (mayRepeat && isUndone && attempts < ATTEMPTS) continue;
        throw toldAs(error, isLost(error) && progress.stage === 'committing' ? UNKNOWN : NOTHING_WRITTEN);
      }
    }
  }

  function tracked<T>(done: Promise<T>): Promise<T> {
    underWay.add(done);
    const forget = () => underWay.delete(done);
    done.then(forget, forget);
    return done;
  }

  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= Promise.allSettled(underWay).then(() => connections.close());
    return closing;
  };

  return {
    kind: 'postgres',
    place,
    reader,
    prepare(text) {
      const statement = numbered(text);
      return async (...parameters) => (await connections.run(statement, parameters)).rows as never;
    },
    async *iterate(text, ...parameters) {
      yield* rowsOf(connections, numbered(text), parameters) as AsyncIterable<never>;
    },
    transaction: (work) => tracked(alone.pass(() => transaction(work, true))),
    sharedTransaction: (work) => tracked(shared.pass(() => transaction(work, false))),
    async alone(work) {
      await using session = await connections.openAlone();
      await session.run('select pg_advisory_lock($1)', [PREPARING]);
      return await work();
    },
    dataVersion: () => null,
    async backup() {
      throw new StoreUnusableError(
        `A store on PostgreSQL is copied with PostgreSQL's own tools: pg_dump --format=custom --file=FILE ${place}`,
      );
    },
    async version() {
      const { rows } = await connections.run('show server_version', []);
      return `PostgreSQL ${(rows[0] as { server_version: string }).server_version}`;
    },
    async check() {
      const unsafe = "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'";
      const { rows } = await connections.run(unsafe, []);
      return rows.map((row) => `${(row as { name: string }).name} is off: a power cut loses what was acknowledged, or damages the store`);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Stage = 'beginning' | 'working' | 'committing';

function reasonOf(told: unknown): string {
  const error = told instanceof StoreBusyError ? told.cause : told;
  const { message, code } = error as { message: string; code?: string };
  if (code === '3D000') return `${message}. Make it with createdb --encoding=UTF8 NAME`;
  if (isLost(error)) return `it cannot be reached (${code ?? message}). Does the server run, at this host and port?`;
  return message;
}

async function requireUsable({ run }: Connections): Promise<void> {
  const { rows } = await run(
    "select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding",
    [],
  );
  const { version, encoding } = rows[0] as { version: number; encoding: string };
  if (version < OLDEST_VERSION) throw new Error(`it runs PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed`);
  if (encoding !== 'UTF8') throw new Error(`its encoding is ${encoding}. Make one with createdb --encoding=UTF8 --template=template0 NAME`);
}

async function migrate(reader: Kysely<Tables>, { openAlone }: Connections): Promise<void> {
  const migratorOn = (db: Kysely<Tables>) => new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const toLatest = async (db: Kysely<Tables>) => {
    const { error } = await migratorOn(db).migrateToLatest();
    if (error) throw new Error(`${(error as Error).message}. Was it written by a newer Circlet? Nothing was changed.`, { cause: error });
  };
  const known = await migratorOn(reader).getMigrations();
  if (known.every(({ executedAt }) => executedAt)) return toLatest(reader);
  // As long as it takes, and if it fails the transaction ends with the connection.
  await using session = await openAlone();
  await session.run('begin isolation level read committed read write', []);
  await session.run('select pg_advisory_xact_lock($1)', [MIGRATING]);
  await toLatest(kyselyOver(session.run));
  await session.run('commit', []);
}

/** Rows by a cursor, as one snapshot. */
async function* rowsOf({ borrow }: Connections, text: string, parameters: readonly unknown[]): AsyncGenerator<unknown> {
  const { run, giveBack } = await borrow();
  try {
    await run('begin isolation level repeatable read read only', []);
    // Whoever reads may take as long as it needs for each row.
    await run('set local idle_in_transaction_session_timeout = 0', []);
    await run(`declare rows no scroll cursor for ${text}`, parameters);
    for (;;) {
      const { rows } = await run(`fetch ${ROWS_AT_ONCE} from rows`, []);
      yield* rows;
      if (rows.length < ROWS_AT_ONCE) return;
    }
  } catch (error) {
    throw toldAs(error, 'try again later');
  } finally {
    await run('rollback', []).catch(() => {});
    giveBack();
  }
}
