import { performance } from 'node:perf_hooks';
import type Database from 'better-sqlite3';

/** Shares one snapshot of a connection among all that is read within one turn of the event loop. */
export interface Snapshots {
  /** Begins one if none has begun in this turn, and tells its number: while it stays the same, so does what is read. */
  begin(): number;
  /** Ends it, so that what is read next sees the newest commit. */
  end(): void;
}

/**
 * Builds it. Locking the file for each statement takes longer than finding a row. libuv counts its turns right before it looks for what has
 * arrived, so whoever is answered within a turn had asked before its snapshot was taken; what this process commits in it ends the snapshot.
 * A store in memory has one connection, which sees everything as it is.
 */
export function createSnapshots(connection: Database.Database, isMemory: boolean): Snapshots {
  if (isMemory) return countedCommits();
  const begin = connection.prepare('begin');
  const commit = connection.prepare('commit');
  // SQLite's own number tells of commits of other connections, which those of the writer are.
  const version = connection.prepare('pragma data_version').pluck();
  let current: { version: number; turn: number } | null = null;

  const end = () => {
    if (connection.inTransaction) commit.run();
    current = null;
  };
  return {
    begin() {
      const turn = performance.nodeTiming.uvMetricsInfo.loopCount;
      if (current?.turn === turn) return current.version;
      end();
      begin.run();
      // Nobody else's writes are to wait for it any longer than that.
      setImmediate(end);
      current = { version: version.get() as number, turn };
      return current.version;
    },
    end,
  };
}

function countedCommits(): Snapshots {
  let commits = 0;
  return { begin: () => commits, end: () => void commits++ };
}
