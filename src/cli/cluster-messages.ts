import type { Circlet } from '../server.js';

/** What is printed of a server that is ready. */
export type Ready = Pick<Circlet, 'url' | 'adminToken' | 'demoUser' | 'demoApp'>;

/** What a worker tells the process that started it. */
export type FromWorker =
  | { type: 'ready'; ready: Ready }
  | { type: 'reserve'; id: number; key: string; limit: number; window: number; used: number; wanted: number };

/** What it is told. */
export interface ToWorker {
  type: 'reserved';
  id: number;
  granted: number;
}

/** In a worker's environment: which one it is, from 1. The first looks after simulated users. */
export const WORKER_VARIABLE = 'CIRCLET_WORKER';
