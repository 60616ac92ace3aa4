import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type ProcessUsage, totalOfTree, usageOfTree } from './process-tree.js';
import { ALL_CORES, firstLine } from './server-process.js';

const CIRCLET = new URL('../dist/cli/main.js', import.meta.url);
const END_WITH_BENCH = new URL('children/end-with-bench.mjs', import.meta.url).href;
/** Counts, as servers do, and refuses nobody. */
const NO_LIMIT = '999999999';
const ADMIN_TOKEN = 'bench';

/** How a server of one or several processes is started. */
export interface WorkersOptions {
  folder: string;
  /** Address of the store, where it is on PostgreSQL. */
  database: string | null;
  workers: number;
  /** Whether this process is bound to a core, which its children would be as well. */
  isBound: boolean;
  /** Where to tell metrics, as `--metrics` takes it; null for nowhere. */
  metrics?: string | null;
}

/** `circlet serve --workers` on all cores, with what its processes use. */
export interface WorkerProcesses extends AsyncDisposable {
  url: string;
  adminToken: string;
  /** Of all processes together. */
  usage(): ProcessUsage;
  /** Of each, the one that starts the others first. */
  usages(): ProcessUsage[];
  stop(): Promise<void>;
}

/** Starts it and waits until it is ready. Limits of requests are counted, as they usually are, and never reached. */
export async function startWorkers({ folder, database, workers, isBound, metrics = null }: WorkersOptions): Promise<WorkerProcesses> {
  const parameters = ['serve', '--json', '--empty', '--port', '0', '--data', folder, '--workers', String(workers)];
  parameters.push('--admin-token', ADMIN_TOKEN, '--rate-limit', NO_LIMIT, '--app-rate-limit', NO_LIMIT);
  if (database !== null) parameters.push('--database', database);
  if (metrics !== null) parameters.push('--metrics', metrics);
  const nodeOptions = ['--import', END_WITH_BENCH];
  const child = fork(CIRCLET, parameters, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    ...(isBound ? { execPath: 'taskset', execArgv: ['-c', ALL_CORES, process.execPath, ...nodeOptions] } : { execArgv: nodeOptions }),
  });
  const { url } = JSON.parse(await firstLine(child)) as { url: string };
  const usages = () => usageOfTree(child.pid as number);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return {
    ...{ url, adminToken: ADMIN_TOKEN, usages, stop, [Symbol.asyncDispose]: stop },
    usage: () => totalOfTree(child.pid as number),
  };
}
