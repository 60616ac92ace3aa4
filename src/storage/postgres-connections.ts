import pg from 'pg';
import type { Clock } from '../lib/clock.js';
import type { Answer, Run } from './postgres-dialect.js';
import { isLost, toldAs } from './postgres-errors.js';

/** How to reach a database, and how many connections to keep at most. */
export interface ConnectionOptions {
  url: string;
  connections: number;
  /** How long a statement may take, and a little longer the way to the database and back. */
  timeoutMs: number;
  /** The machine's time, whatever the clock of the server. */
  machine: Clock;
}

/** A connection that nobody else uses. */
export interface Session {
  run: Run;
}

/** The connections of a process: some that all reading shares, a pool of others for whoever needs one alone. */
export interface Connections {
  /** Reads; after a lost connection once more, on a new one. Throws StoreBusyError. */
  run: Run;
  /** Lends a connection until it is given back; one with a transaction open, or lost, is not lent again. */
  borrow(): Promise<Session & { giveBack(): void }>;
  /** How many sessions there can be at once. */
  sessions: number;
  /** Opens a connection besides all others, without limits of time. */
  openAlone(): Promise<Session & AsyncDisposable>;
  close(): Promise<void>;
}

/** Statements that connections remember by name; others are planned each time. */
const MOST_NAMED = 300;
const LONGEST_NAMED = 4000;
/** Connections that reading shares; statements follow each other on them without waiting for answers. */
const MOST_LANES = 4;
/** Statements under way from which the next lane is taken: those that go and come together cost the least. */
const FULL_LANE = 32;
/** Without an answer for so long, a lane is busy with something slow. */
const SLOW_MS = 5;
const CONNECT_MS = 5000;
const ANSWER_SLACK_MS = 2000;

const INT8 = 20;
const NUMERIC = 1700;
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const present = names.get(text);
  if (present !== undefined) return present;
  if (names.size >= MOST_NAMED || text.length > LONGEST_NAMED) return undefined;
  const name = `c${names.size}`;
  names.set(text, name);
  return name;
}

/** PostgreSQL's texts cannot hold the character NUL, which nothing stored has: what is looked for with one is not there. */
const storable = (value: unknown) => (typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value);

async function query(client: pg.ClientBase, text: string, parameters: readonly unknown[]): Promise<Answer> {
  const name = nameOf(text);
  const values = parameters.map(storable);
  return client.query(name === undefined ? { text, values } : { name, text, values });
}

/** Opens nothing yet: connections are made when they are needed, and again when they were lost. */
export function createConnections({ url, connections, timeoutMs, machine }: ConnectionOptions): Connections {
  const untimed = {
    connectionString: url,
    connectionTimeoutMillis: Math.min(CONNECT_MS, timeoutMs),
    keepAlive: true,
    application_name: 'circlet',
    types,
    pipeline: true,
  };
  const config = {
    ...untimed,
    ...{ statement_timeout: timeoutMs, query_timeout: timeoutMs + ANSWER_SLACK_MS },
    // A process that stands still must not keep others from writing for long.
    ...{ lock_timeout: Math.ceil(timeoutMs / 2), idle_in_transaction_session_timeout: 2 * timeoutMs },
  };
  const width = Math.max(1, Math.min(MOST_LANES, Math.floor(connections / 3)));
  const lanes = Array.from({ length: width }, () => createLane(config, machine));
  const sessions = Math.max(2, connections - width);
  const pool = new pg.Pool({ ...config, max: sessions });
  // Told of connections that end while nobody uses them; whoever needs the next one gets a new one.
  pool.on('error', () => {});

  const freest = () => lanes.reduce((a, b) => (b.underWay() < a.underWay() ? b : a));
  const nextLane = () => lanes.find((lane) => lane.isFlowing()) ?? freest();

  return {
    sessions,
    async run(text, parameters) {
      try {
        const lane = nextLane();
        return await lane.run(text, parameters).catch((error) => {
          if (!isLost(error)) throw error;
          // The same lane, which has a new connection by now: others may have been cut as well and not know it yet.
          return lane.run(text, parameters);
        });
      } catch (error) {
        throw toldAs(error, 'try again later');
      }
    },
    async borrow() {
      const client = await pool.connect();
      // While it is lent nobody else listens; the statement under way fails with the same error.
      const ignore = () => {};
      client.on('error', ignore);
      let isUsable = true;
      return {
        async run(text, parameters) {
          try {
            return await query(client, text, parameters);
          } catch (error) {
            isUsable &&= !isLost(error);
            throw error;
          }
        },
        giveBack() {
          client.off('error', ignore);
          client.release(!isUsable || client.getTransactionStatus() !== 'I');
        },
      };
    },
    async openAlone() {
      const client = new pg.Client(untimed);
      client.on('error', () => {});
      await client.connect();
      return { run: (text, parameters) => query(client, text, parameters), [Symbol.asyncDispose]: () => client.end() };
    },
    async close() {
      await pool.end();
      await Promise.all(lanes.map((lane) => lane.close()));
    },
  };
}

/** One connection that is opened when it is needed, and opened anew when it was lost or could not be opened. */
function createLane(config: pg.ClientConfig, machine: Clock) {
  let opened: Promise<pg.Client> | null = null;
  let waiting = 0;
  /** When the last answer came, or the first statement began that none has come for. */
  let flowedMs = 0;
  let isClosed = false;

  function open(): Promise<pg.Client> {
    const client = new pg.Client(config);
    const ready = client.connect().then(() => client);
    const forget = () => {
      if (opened === ready) opened = null;
    };
    client.on('error', forget);
    client.once('end', forget);
    ready.catch(forget);
    return ready;
  }

  return {
    underWay: () => waiting,
    isFlowing: () => waiting === 0 || (waiting < FULL_LANE && machine.now() - flowedMs < SLOW_MS),
    async run(text: string, parameters: readonly unknown[]): Promise<Answer> {
      if (isClosed) throw new Error('the store is closed');
      if (waiting++ === 0) flowedMs = machine.now();
      opened ??= open();
      const present = opened;
      try {
        return await query(await present, text, parameters);
      } catch (error) {
        if (isLost(error) && opened === present) {
          opened = null;
          present.then((client) => client.end()).catch(() => {});
        }
        throw error;
      } finally {
        waiting--;
        flowedMs = machine.now();
      }
    },
    async close(): Promise<void> {
      isClosed = true;
      const client = await opened?.catch(() => null);
      await client?.end();
    },
  };
}
