import {
  type ColumnDefinitionNode,
  type CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Tables } from './tables.js';

/** What a statement gave. */
export interface Answer {
  rows: unknown[];
  rowCount: number | null;
  /** The first word of what was done. */
  command: string;
}

/** Runs one statement with placeholders `$1` …. */
export type Run = (text: string, parameters: readonly unknown[]) => Promise<Answer>;

/**
 * What migrations name as SQLite knows it, in PostgreSQL's words: whole numbers have 64 bits, texts compare byte by byte, so that lists
 * and cursors have the same order on both.
 */
const TYPES: Record<string, string> = { integer: 'bigint', real: 'double precision', blob: 'bytea', text: 'text collate "C"' };

class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    this.append(TYPES[node.dataType] ?? node.dataType);
  }

  protected override visitColumnDefinition(node: ColumnDefinitionNode): void {
    if (!node.autoIncrement) {
      super.visitColumnDefinition(node);
      return;
    }
    // Not an identity column, which a partitioned table cannot have before PostgreSQL 17.
    this.visitNode(node.column);
    this.append(' bigserial primary key');
  }
}

class Adapter extends PostgresAdapter {
  // Migrations run within a transaction of ours that holds a lock.
  override get supportsTransactionalDdl() {
    return false;
  }
  override async acquireMigrationLock() {}
  override async releaseMigrationLock() {}
}

/** Kysely over one way to run statements, which it neither opens nor closes. */
export function kyselyOver(run: Run): Kysely<Tables> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { rows, rowCount } = await run(numbered(sql), parameters);
      return { rows: rows as Row[], ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }) };
    },
    streamQuery() {
      throw new Error('rows are read one by one with `iterate`');
    },
  };
  const nothing = async () => {};
  const driver = {
    ...{ init: nothing, acquireConnection: async () => connection, releaseConnection: nothing, destroy: nothing },
    ...{ beginTransaction: nothing, commitTransaction: nothing, rollbackTransaction: nothing },
  };
  const dialect: Dialect = {
    createAdapter: () => new Adapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new Compiler(),
  };
  return new Kysely({ dialect });
}

const known = new Map<string, string>();
/** Statements with lists of values vary without end. */
const MOST_KNOWN = 500;

/** The statement with `$1` … for its placeholders `?`; none of ours has a question mark elsewhere. */
export function numbered(text: string): string {
  const present = known.get(text);
  if (present !== undefined) return present;
  let count = 0;
  const result = text.replaceAll('?', () => `$${++count}`);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, result);
  return result;
}
