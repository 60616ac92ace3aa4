/** Something upstream that could not be taken over. */
export interface Rejection {
  id: string | null;
  /** Its local day as it stands there, null where it has none. */
  day: string | null;
  /** `score: Input should be …`, one for each thing wrong with it. */
  reasons: string[];
}

/** What a run did in one collection: numbers of documents or samples. */
export interface CollectionReport {
  collection: string;
  upstream: number;
  created: number;
  changed: number;
  deleted: number;
  unchanged: number;
  rejected: number;
  /** First and last UTC day of what was read, null where there was nothing. */
  from: string | null;
  to: string | null;
  /** Why it was skipped, or what else there is to say. */
  note: string | null;
}

/** Days that differ, as local days of documents. */
export interface Gap {
  collection: string;
  /** `missing here`: they exist upstream; `missing upstream`: they exist here only. */
  kind: 'missing here' | 'missing upstream';
  days: string[];
}

/** What became of a run. */
export interface MirrorReport {
  source: string;
  user: string;
  collections: CollectionReport[];
  /** The first thousand of what was rejected, by collection. */
  rejections: Record<string, Rejection[]>;
  gaps: Gap[];
  requests: number;
}

const MOST_REJECTIONS = 1000;

/** A report of nothing yet. */
export function createCollectionReport(collection: string): CollectionReport {
  const counts = { upstream: 0, created: 0, changed: 0, deleted: 0, unchanged: 0, rejected: 0 };
  return { collection, ...counts, from: null, to: null, note: null };
}

/** Notes what is wrong with a document; one that was seen before is not counted again. */
export function addRejection(report: MirrorReport, counts: CollectionReport, rejection: Rejection): void {
  const list = report.rejections[counts.collection] ?? [];
  report.rejections[counts.collection] = list;
  const isSame = (one: Rejection) => JSON.stringify(one) === JSON.stringify(rejection);
  if (rejection.id !== null && list.some(isSame)) return;
  counts.rejected++;
  if (list.length < MOST_REJECTIONS) list.push(rejection);
}

/** Widens the range of what was read. `day` like 2026-01-02. */
export function widen(counts: CollectionReport, day: string): void {
  if (counts.from === null || day < counts.from) counts.from = day;
  if (counts.to === null || day > counts.to) counts.to = day;
}
