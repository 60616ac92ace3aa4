import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MAIN = path.join(import.meta.dirname, '../../dist/cli/main.js');

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

/** A started program whose output is gathered. */
export interface Running {
  child: ChildProcess;
  /** What it has written by now. */
  written: { out: string; error: string };
  ended: Promise<Outcome>;
}

/** Starts `circlet` with these words as a process of its own. */
export function start(words: string[], { env = {}, cwd, uid }: RunOptions = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...words], {
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
  return { child, written, ended: once(child, 'close').then(([code]) => ({ code, ...written })) };
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
