/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  files: FileReport[];
  /** Members of archives outside the folder `App Data`. */
  ignoredMembers: number;
}

/** What became of one file, or of one member of an archive. */
export interface FileReport {
  path: string;
  /** The path within the archive, null for plain files. */
  member: string | null;
  collection: string | null;
  /** `failed`: nothing of the file was written. */
  status: 'imported' | 'skipped' | 'failed';
  /** Why it was skipped or failed. */
  reason: string | null;
  /** Rows that were read; in a skipped table, rows that it has. */
  rows: number;
  counts: Counts;
  /** The first of the rejected rows; `counts.rejected` counts all. */
  rejected: Rejection[];
  /** Keys that the collection does not know, by the number of rows that have them. */
  ignoredKeys: Record<string, number>;
}

/** Documents and samples by what became of them. */
export interface Counts {
  created: number;
  updated: number;
  unchanged: number;
  /** Documents left out in favour of the stored one, which is richer, or of another one in the file. */
  kept: number;
  /** Samples at new times. */
  added: number;
  /** Samples in place of others at the same time. */
  replaced: number;
  rejected: number;
}

/** A row that could not be taken over. */
export interface Rejection {
  /** Counted from 1: its place in a list, its line in NDJSON and CSV. */
  row: number;
  id: string | null;
  /** `score: Input should be …`, one for each thing wrong with it. */
  reasons: string[];
}

/** Which file a report is about. */
export interface ReportSubject {
  path: string;
  member: string | null;
  collection: string | null;
}

/** A report of nothing yet. */
export function createFileReport({ path, member, collection }: ReportSubject): FileReport {
  return {
    path,
    member,
    collection,
    status: 'imported',
    reason: null,
    rows: 0,
    counts: { created: 0, updated: 0, unchanged: 0, kept: 0, added: 0, replaced: 0, rejected: 0 },
    rejected: [],
    // without a prototype: keys come from files, `constructor` and `__proto__` are keys like any other
    ignoredKeys: Object.create(null),
  };
}

/** A report of a file that was not imported. */
export function notImported(subject: ReportSubject, status: 'skipped' | 'failed', reason: string): FileReport {
  return { ...createFileReport(subject), status, reason };
}
