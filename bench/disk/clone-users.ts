import Database from 'better-sqlite3';
import { runSql } from '../../test/support/start-postgres.js';
import { DAY_MS } from '../product.js';
import { type GrownChunk, growthOfChunks } from './chunk-growth.js';
import { FIRST_DAY, YEAR_DAYS } from './simulate-people.js';

/** How the two databases spell what differs. */
interface Dialect {
  changedId: string;
  bigint: string;
  bytes: string;
  /** How a chunk is written over its earlier state. */
  verb: string;
  ending: string;
  /** What the database does by itself every few days where they are as long as days. */
  upkeep: string[];
  /** Bytes as a literal. */
  literal(bytes: Buffer): string;
}

const SQLITE: Dialect = {
  changedId: "cast(unhex(printf('%08x', c.user_no)) || substr(t.document_id, 5) as blob)",
  bigint: 'integer',
  bytes: 'blob',
  verb: 'replace',
  ending: '',
  upkeep: [],
  literal: (bytes) => `x'${bytes.toString('hex')}'`,
};
const POSTGRES: Dialect = {
  changedId: "lpad(to_hex(c.user_no), 8, '0') || substr(t.document_id, 9)",
  bigint: 'bigint',
  bytes: 'bytea',
  verb: 'insert',
  ending: `on conflict (user_no, collection, chunk)
    do update set document_count = excluded.document_count, ids = excluded.ids, data = excluded.data`,
  upkeep: ['vacuum document_chunks'],
  literal: (bytes) => `'\\x${bytes.toString('hex')}'`,
};

/** Chunks that are told in one statement. */
const AT_ONCE = 200;
/** By its defaults PostgreSQL cleans a table when a fifth of it has changed; a day changes a twentieth and more. */
const UPKEEP_DAYS = 3;

/**
 * Adds copies of the first `people` users until there are `users`, to the SQLite file or, where it is given, the PostgreSQL database; `lived`
 * is the file of these people alone. They arrive day by day over all of them, as they would at a server: those of a user in one go and far from
 * the earlier ones; chunks of documents grow, and pages are as full as that leaves them.
 */
export async function cloneUsers(lived: string, file: string, database: string | null, people: number, users: number): Promise<void> {
  const growth = growthOfChunks(lived, people);
  if (database !== null) {
    await runSql(database, ...statements(POSTGRES, growth, people, users), `select setval('users_user_no_seq', ${users})`);
    return;
  }
  const db = new Database(file);
  db.pragma('synchronous = off');
  db.pragma('cache_size = -500000');
  for (const statement of statements(SQLITE, growth, people, users)) db.exec(statement);
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}

function statements(
  { changedId, bigint, bytes, verb, ending, upkeep, literal }: Dialect,
  growth: readonly GrownChunk[],
  people: number,
  users: number,
): string[] {
  const lastDay = FIRST_DAY + YEAR_DAYS - 1;
  const turnOf = (day: string) =>
    `case when ${day} < ${FIRST_DAY} then ${FIRST_DAY} when ${day} > ${lastDay} then ${lastDay} else ${day} end`;
  const template = (table: string, day: string) => [
    `create temp table template_${table} as select t.*, ${turnOf(day)} as turn from ${table} t where user_no <= ${people}`,
    `create index template_${table}_turn on template_${table} (turn, user_no)`,
  ];
  const valuesOf = ({ day, userNo, collection, chunk, documentCount, ids, data }: GrownChunk) =>
    `(${day}, ${userNo}, '${collection}', ${chunk}, ${documentCount}, ${literal(ids)}, ${literal(data)})`;
  const days = Array.from({ length: YEAR_DAYS }, (_, at) => FIRST_DAY + at);
  const from = (table: string, turn: number) =>
    `from template_${table} t join clones c on c.template = t.user_no where t.turn = ${turn} order by c.user_no`;
  return [
    `create temp table clones (user_no ${bigint} primary key, template ${bigint} not null)`,
    `with recursive numbers(n) as (select ${people + 1} union all select n + 1 from numbers where n < ${users})
     insert into clones select n, (n - 1) % ${people} + 1 from numbers where n <= ${users}`,
    'create index clones_by_template on clones (template)',
    `create temp table grown (day ${bigint}, user_no ${bigint}, collection text, chunk ${bigint}, document_count ${bigint}, ids ${bytes}, data ${bytes})`,
    ...batches(growth).map((batch) => `insert into grown values ${batch.map(valuesOf).join(', ')}`),
    ...template('grown', 'day'),
    ...template('changes', `at_ms / ${DAY_MS}`),
    ...template('series_chunks', 'day'),
    `insert into users (user_no, id, email, age, weight, height, biological_sex, membership, created_at, revision)
     select c.user_no, 'clone-' || c.user_no, email, age, weight, height, biological_sex, membership, created_at, revision
     from users u join clones c on c.template = u.user_no`,
    // A server would let them live on, up to the day of the machine, and that is what it would be busy with.
    'delete from simulated_users',
    ...days.flatMap((day) => [
      'begin',
      `${verb} into document_chunks (user_no, collection, chunk, document_count, ids, data)
       select c.user_no, collection, chunk, document_count, ids, data ${from('grown', day)} ${ending}`,
      `insert into changes (user_no, collection, document_id, event, version, at_ms)
       select c.user_no, collection, ${changedId}, event, version, at_ms ${from('changes', day)}`,
      `insert into series_chunks (user_no, series, day, row_count, data)
       select c.user_no, series, day, row_count, data ${from('series_chunks', day)}`,
      'commit',
      ...(day % UPKEEP_DAYS === 0 ? upkeep : []),
    ]),
  ];
}

function batches(growth: readonly GrownChunk[]): (readonly GrownChunk[])[] {
  return Array.from({ length: Math.ceil(growth.length / AT_ONCE) }, (_, n) => growth.slice(n * AT_ONCE, (n + 1) * AT_ONCE));
}
