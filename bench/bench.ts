import type { Measurement } from './report.js';

/** How the benches are run. */
export interface BenchOptions {
  /** Alternations that count. */
  rounds: number;
  /** Users of the big store. */
  users: number;
  /** Folder of the big stores, which may outlive the run. */
  stores: string;
  /** Address of a PostgreSQL server where the stores are on one; null for SQLite. */
  postgres: string | null;
  /** Folder of everything else. */
  scratch: string;
  /** Whether servers and load are bound to a core each. */
  isBound: boolean;
  /** Whether Circlet runs under the profiler, which makes it slower. */
  isProfiled: boolean;
  /** Tells what is being done. */
  say(text: string): void;
}

/** Measures one thing; a name may come several times, with values of different rounds. */
export type Bench = (options: BenchOptions) => Promise<Measurement[]>;
