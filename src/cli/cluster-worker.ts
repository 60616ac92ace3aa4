import type { CommonCounts } from '../http/shared-counts.js';
import type { CircletOptions } from '../server.js';
import { type FromWorker, type Ready, type ToWorker, WORKER_VARIABLE } from './cluster-messages.js';

/** A process that `serve --workers` started. */
export interface ClusterWorker {
  shared: NonNullable<CircletOptions['shared']>;
  /** Tells the process that started it. */
  tellReady(ready: Ready): void;
  /** Resolves when that process is no more. */
  orphaned: Promise<void>;
  /** Lets go of it, without which this process would not end. */
  leave(): void;
}

/** This process as a worker; null where nobody started it as one. */
export function clusterWorker(environment: Record<string, string | undefined>): ClusterWorker | null {
  const number = environment[WORKER_VARIABLE];
  const send = process.send?.bind(process);
  if (!number || !send) return null;
  const tell = (message: FromWorker) => send(message);
  const asked = new Map<number, (granted: number) => void>();
  let lastId = 0;
  process.on('message', ({ type, id, granted }: ToWorker) => {
    if (type !== 'reserved') return;
    asked.get(id)?.(granted);
    asked.delete(id);
  });
  const counts: CommonCounts = {
    reserve: (key, limit, window, used, wanted) =>
      new Promise((resolve) => {
        const id = ++lastId;
        asked.set(id, resolve);
        tell({ type: 'reserve', id, key, limit, window, used, wanted });
      }),
  };
  return {
    shared: { counts, leads: number === '1' },
    tellReady: (ready) => tell({ type: 'ready', ready }),
    orphaned: new Promise((resolve) => process.once('disconnect', () => resolve())),
    leave: () => process.connected && process.disconnect(),
  };
}
