import { type ChildProcess, fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

const SERVER_CORE = 0;
const LOAD_CORE = 1;
const REPORT_USAGE = new URL('children/report-usage.mjs', import.meta.url).href;

/** All cores, as taskset takes them: what Node calls available are those of this process, which may be bound to one. */
export const ALL_CORES = `0-${cpus().length - 1}`;

/** What a server process has used since it started. */
export interface Usage {
  cpuMicros: number;
  /** bytes */
  rss: number;
}

/** A server under test in a process of its own. */
export interface ServerProcess extends AsyncDisposable {
  url: string;
  /** From the start of the process to its ready line. */
  startSeconds: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Keeps this process, which makes the load, on one core. False where that cannot be done; then servers are not bound either. */
export function bindLoad(): boolean {
  return spawnSync('taskset', ['-acp', String(LOAD_CORE), String(process.pid)]).status === 0;
}

/**
 * Starts `node file …`, bound to the core that is not the load's, and waits for its ready line, JSON with a `url`, or until `readyAt` is
 * answered.
 */
export async function startServer(
  file: URL,
  parameters: string[],
  options: { isBound: boolean; nodeOptions?: string[]; readyAt?: URL },
): Promise<ServerProcess> {
  const nodeOptions = [...(options.nodeOptions ?? []), '--import', REPORT_USAGE];
  const started = performance.now();
  const child = fork(file, parameters, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    ...(options.isBound
      ? { execPath: 'taskset', execArgv: ['-c', String(SERVER_CORE), process.execPath, ...nodeOptions] }
      : { execArgv: nodeOptions }),
  });
  const { url } = options.readyAt ? await answering(child, options.readyAt) : (JSON.parse(await firstLine(child)) as { url: string });
  const stop = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return {
    url,
    startSeconds: (performance.now() - started) / 1000,
    async usage() {
      const answer = once(child, 'message');
      child.send('usage');
      const [usage] = await answer;
      return usage as Usage;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** What a server prints when it is ready. Throws where it ends before. */
export async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as Readable });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the server ended with ${code} before it was ready`)));
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => {});
  return line;
}

async function answering(child: ChildProcess, { href, origin }: URL): Promise<{ url: string }> {
  child.stdout?.resume();
  while (child.exitCode === null) {
    const isAnswered = await fetch(href).then(
      () => true,
      () => false,
    );
    if (isAnswered) return { url: origin };
    await pause(50);
  }
  throw new Error(`the server ended with ${child.exitCode} before it was ready`);
}
