import type Database from 'better-sqlite3';

/** Shares one snapshot of a connection among all that is read within one turn of the event loop. */
export interface Snapshots {
  /** Begins one if none has begun, and tells its number: while it stays the same, so does what is read. */
  begin(): number;
  /** Ends it, so that what is read next sees the newest commit. */
  end(): void;
}

/**
 * Builds it. Locking the file for each statement takes longer than finding a row. Whoever asks in a turn had asked before it began, but for what
 * this process wrote in it: a commit ends the snapshot. A store in memory has one connection, which sees everything as it is.
 */
export function createSnapshots(connection: Database.Database, isMemory: boolean): Snapshots {
  if (isMemory) return countedCommits();
  const begin = connection.prepare('begin');
  const commit = connection.prepare('commit');
  // SQLite's own number tells of commits of other connections, which those of the writer are.
  const version = connection.prepare('pragma data_version').pluck();
  let current: number | null = null;

  const end = () => {
    if (current !== null && connection.open) commit.run();
    current = null;
  };
  return {
    begin() {
      if (current !== null) return current;
      begin.run();
      setImmediate(end);
      current = version.get() as number;
      return current;
    },
    end,
  };
}

function countedCommits(): Snapshots {
  let commits = 0;
  return { begin: () => commits, end: () => void commits++ };
}
