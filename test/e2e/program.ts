import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { runCli } from '../../src/cli/program.js';

const CLI = path.join(import.meta.dirname, '../../dist/cli');

type Variables = Record<string, string | undefined>;

/** How to run the built program. */
export interface RunOptions {
  /** Variables besides PATH; nothing else of the environment reaches the program. */
  env?: Variables;
  cwd?: string;
  /** Runs it as another user of the machine, which only root can. */
  uid?: number;
}

/** What a run of the program left behind. */
export interface Outcome {
  code: number | null;
  out: string;
  error: string;
}

/** A started program whose output is gathered; `await using` kills it at the end of a test that failed before. */
export interface Running extends AsyncDisposable {
  child: ChildProcess;
  /** What it has written by now. */
  written: { out: string; error: string };
  ended: Promise<Outcome>;
}

/** Starts `circlet` with these words as a process of its own. */
export function start(words: string[], { env = {}, cwd, uid }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [path.join(CLI, 'main.js'), ...words], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const written = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    written.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    written.error += text;
  });
  const ended = once(child, 'close').then(([code]): Outcome => ({ code, ...written }));
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, written, ended, [Symbol.asyncDispose]: kill };
}

/** Runs `circlet` with these words to its end. */
export function run(words: string[], options: RunOptions = {}): Promise<Outcome> {
  return start(words, options).ended;
}

/** Runs it, which must go well, and returns what it printed. */
export async function runWell(words: string[], options: RunOptions = {}): Promise<string> {
  const outcome = await run(words, options);
  if (outcome.code !== 0) throw new Error(`circlet ${words.join(' ')} ended with ${outcome.code}:\n${outcome.error}`);
  return outcome.out;
}

/** Runs the built program inside this process, which is ten times as fast. */
export async function runInside(...words: string[]): Promise<Outcome> {
  const program = (await import(path.join(CLI, 'program.js'))) as { runCli: typeof runCli };
  const outcome = { code: 0, out: '', error: '' };
  const io = {
    out: (text: string) => {
      outcome.out += text;
    },
    error: (text: string) => {
      outcome.error += text;
    },
    environment: {},
    isTerminal: false,
    readSecret: async () => '',
  };
  outcome.code = await program.runCli(words, io, '1.2.3');
  return outcome;
}

/** A served store. */
export interface Served extends Running {
  url: string;
  adminToken: string;
  users: { id: string; email: string | null; token: string }[];
  /** The line it printed when ready. */
  ready: Record<string, unknown>;
  admin(method: string, path: string, body?: unknown): Promise<Response>;
  get(path: string, token?: string): Promise<Response>;
  /** Stops it in an orderly way. */
  stop(): Promise<Outcome>;
}

/** Starts `circlet serve --json` on a free port and waits until it is ready. */
export async function serve(words: string[], options: RunOptions = {}): Promise<Served> {
  const running = start(['serve', '--json', '--port', '0', ...words], options);
  const ready = JSON.parse(await firstLine(running));
  const { url, adminToken, users } = ready;
  const ask = (method: string, address: string, token: string | undefined, body?: unknown) =>
    fetch(url + address, {
      method,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    ...{ ...running, url, adminToken, users, ready },
    admin: (method, address, body) => ask(method, `/admin/v1${address}`, adminToken, body),
    get: (address, token) => ask('GET', address, token),
    stop() {
      running.child.kill('SIGTERM');
      return running.ended;
    },
  };
}

/** Adds a user with a token for everything, by the admin API. */
export async function addUser(server: Served): Promise<{ id: string; token: string }> {
  const { id } = (await (await server.admin('POST', '/users', {})).json()) as { id: string };
  const { token } = (await (await server.admin('POST', `/users/${id}/tokens`, {})).json()) as { token: string };
  return { id, token };
}

/** The documents or rows of an answered list. */
export async function dataOf(response: Response): Promise<Record<string, unknown>[]> {
  return ((await response.json()) as { data: Record<string, unknown>[] }).data;
}

/** Waits for the first line on stdout. Throws with what else was written where the program ends before. */
export async function firstLine(running: Running): Promise<string> {
  const { child, written, ended } = running;
  while (!written.out.includes('\n')) {
    const outcome = await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
    if (!Array.isArray(outcome)) throw new Error(`it ended with ${outcome.code} before it was ready:\n${outcome.error}`);
  }
  return written.out.slice(0, written.out.indexOf('\n'));
}

/** A new folder for temporary files, and what removes it. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'circlet-e2e-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
