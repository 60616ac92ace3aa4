import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A throw-away PostgreSQL server. */
export interface TestPostgres {
  /** Of its database `postgres`. */
  url: string;
  folder: string;
  /** Stops it as `mode` says (`fast` cuts connections, `immediate` is a crash), and starts it on the same port. */
  restart(mode?: 'fast' | 'immediate'): Promise<void>;
  stopServer(mode?: 'fast' | 'immediate'): Promise<void>;
  startServer(): Promise<void>;
  /** Ends it and removes everything. */
  stop(): Promise<void>;
}

/** Where Debian and others put the programs of PostgreSQL 15 and newer; null where none is installed. */
export function findPostgres(): string | null {
  for (const version of [18, 17, 16, 15]) {
    const folder = `/usr/lib/postgresql/${version}/bin`;
    try {
      execFileSync(path.join(folder, 'postgres'), ['--version'], { stdio: 'ignore' });
      return folder;
    } catch {
      // Not this one.
    }
  }
  return null;
}

/** Starts a server in a temporary folder, on a free port of loopback; not durable unless told so, which is quicker. */
export async function startPostgres(programs: string, { isDurable = false } = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'circlet-postgres-'));
  const data = path.join(folder, 'data');
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const run = (program: string, ...words: string[]) =>
    new Promise<void>((resolve, reject) => {
      const child = spawn(path.join(programs, program), words, { ...user, cwd: folder, stdio: 'ignore' });
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${program} ${words.join(' ')} ended with ${code}`))));
    });
  await run('initdb', '-D', data, '-U', 'circlet', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
  const port = await freePort();
  const unsafe = isDurable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'max_connections=400', ...unsafe];
  const options = settings.map((one) => `-c ${one}`).join(' ');
  const startServer = () => run('pg_ctl', '-D', data, '-o', options, '-l', path.join(folder, 'log'), '-w', 'start');
  const stopServer = (mode = 'fast') => run('pg_ctl', '-D', data, '-m', mode, '-w', 'stop');
  await startServer();
  return {
    ...{ url: `postgres://circlet@127.0.0.1:${port}/postgres`, folder, startServer, stopServer },
    async restart(mode) {
      await stopServer(mode);
      await startServer();
    },
    async stop() {
      await stopServer('immediate').catch(() => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root; Debian's package brings a user of its own. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A port of loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Runs statements one after the other in the database at `url`. */
export async function runSql(url: string, ...statements: string[]): Promise<pg.QueryResult['rows']> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows: pg.QueryResult['rows'] = [];
  for (const statement of statements) ({ rows } = await client.query(statement));
  await client.end();
  return rows;
}
