import { totalOfTree } from '../process-tree.js';
import type { WorkerProcesses } from '../worker-processes.js';
import { latency, noTally, requireExpected, type Tally } from './tally.js';

/** A server under load. */
export interface Loaded {
  server: WorkerProcesses;
  /** The process of its database, where it is one of its own on this machine. */
  postmaster: number | null;
}

/** What some seconds of load took. */
export interface Stretch {
  tally: Tally;
  requestsPerSecond: number;
  /** CPU time per request, of all processes: of the server, and of its database. */
  cpuMicros: number;
  databaseCpuMicros: number;
  /** Bytes that they sent to the disk per request. */
  writtenBytes: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Measures what `drive` does to a server. Throws where an answer was not expected. */
export async function measure({ server, postmaster }: Loaded, drive: (tally: Tally) => Promise<unknown>): Promise<Stretch> {
  const tally = noTally();
  const used = () => [server.usage(), postmaster === null ? { cpuMicros: 0, writtenBytes: 0 } : totalOfTree(postmaster)] as const;
  const [started, [own, database]] = [performance.now(), used()];
  await drive(tally);
  const seconds = (performance.now() - started) / 1000;
  const [ownAfter, databaseAfter] = used();
  requireExpected(tally);
  return {
    tally,
    requestsPerSecond: tally.requests / seconds,
    cpuMicros: (ownAfter.cpuMicros - own.cpuMicros) / tally.requests,
    databaseCpuMicros: (databaseAfter.cpuMicros - database.cpuMicros) / tally.requests,
    writtenBytes: (ownAfter.writtenBytes - own.writtenBytes + databaseAfter.writtenBytes - database.writtenBytes) / tally.requests,
    p50: latency(tally, 0.5),
    p99: latency(tally, 0.99),
  };
}
