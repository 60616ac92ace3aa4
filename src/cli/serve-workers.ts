import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import { createCommonCounts } from '../http/shared-counts.js';
import { base32 } from '../lib/ids.js';
import { secureRandom } from '../lib/random.js';
import { type ListenAddress, openListener } from '../listener.js';
import { type FromWorker, type Ready, WORKER_VARIABLE } from './cluster-messages.js';
import { CommandError } from './context.js';

interface ServeWorkersOptions {
  workers: number;
  /** Null for a new one that all workers share. */
  adminToken: string | null;
  metrics: ListenAddress | null;
  requestTimeout: number;
  log: Logger;
  /** Resolves when the whole shall stop. */
  stopped: Promise<void>;
  tellReady(ready: Ready): void;
}

/** A worker that died is followed by another one after so long, in ms: what kills it at once shall not keep the machine busy. */
const PAUSE_MS = 1000;

/** Runs workers on one port until it shall stop. Throws CommandError where the first does not come up; it has said why. */
export async function serveWorkers({
  workers,
  adminToken,
  metrics,
  requestTimeout,
  log,
  stopped,
  tellReady,
}: ServeWorkersOptions): Promise<void> {
  const token = adminToken ?? base32(secureRandom.bytes(20));
  const counts = createCommonCounts();
  const ready = new Set<Worker>();
  let isStopping = false;

  /** Starts worker `number`, again whenever it dies; resolves once it is ready, to null where it died before. */
  function start(number: number): Promise<Ready | null> {
    const worker = cluster.fork({ CIRCLET_ADMIN_TOKEN: token, [WORKER_VARIABLE]: String(number) });
    return new Promise((resolve) => {
      worker.on('message', async (message: FromWorker) => {
        if (message.type === 'ready') {
          ready.add(worker);
          resolve(message.ready);
        } else if (message.type === 'reserve') {
          const { id, key, limit, window, used, wanted } = message;
          const granted = await counts.reserve(key, limit, window, used, wanted);
          if (worker.isConnected()) worker.send({ type: 'reserved', id, granted });
        }
      });
      worker.once('exit', (code, signal) => {
        resolve(null);
        if (!ready.delete(worker) || isStopping) return;
        log.error({ worker: number, code, signal }, 'a worker died; another one is started');
        setTimeout(() => isStopping || void start(number), PAUSE_MS);
      });
    });
  }

  // The first one makes the store and the demo user, which is nothing to do several times at once.
  const first = await start(1);
  if (first === null) throw new CommandError('The server could not be started.');
  await Promise.all(Array.from({ length: workers - 1 }, (_, i) => start(i + 2)));
  const metricsApp =
    metrics &&
    (await import('../http/cluster-metrics.js')).createClusterMetricsApp(() =>
      isStopping ? 'stopping' : ready.size > 0 ? null : 'no worker is ready',
    );
  const listener =
    metricsApp &&
    metrics &&
    (await openListener({ ...metrics, fetch: (request) => metricsApp.fetch(request), requestTimeoutMs: requestTimeout * 1000 }));
  tellReady(first);
  await stopped;
  isStopping = true;
  const living = Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
  const ended = living.map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())));
  for (const worker of living) worker.process.kill('SIGTERM');
  await Promise.all(ended);
  await listener?.close();
}
