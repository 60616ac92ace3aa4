/** A bound that a median must keep. */
export interface Target {
  sense: 'least' | 'most';
  value: number;
}

const least = (value: number): Target => ({ sense: 'least', value });
const most = (value: number): Target => ({ sense: 'most', value });

/**
 * What is asked of each measurement. Ratios are of CPU time per request: the bare server's over Circlet's, both on the same core and
 * sending bodies of the same bytes.
 */
export const targets: Readonly<Record<string, Target>> = {
  '30 documents of 10,000 users: ratio to bare': least(0.23),
  '30 documents of 10,000 users: times the naive handler': least(2.5),
  '30 documents of 100 users: ratio to bare': least(0.35),
  '30 documents of 10,000 users, PostgreSQL: ratio to bare': least(0.07),
  'ingest of documents, PostgreSQL: ratio to a bare COPY': least(0.5),
  'one document of 10,000 users: ratio to bare': least(0.35),
  'one document of 100 users: ratio to bare': least(0.35),
  'authenticated list: ratio to unauthenticated': least(0.9),
  'heart-rate page of 1,000 rows: ratio to bare': least(0.08),
  '30 days of heart rate: ratio to bare': least(0.2),
  '30 days of heart rate, gzip: ratio to bare': least(0.5),
  'heart rate, storage to JSON: ns per row': most(380),
  'heart rate in bursts, storage to JSON: ns per row': most(380),
  'heart rate on disk: bytes per sample': most(2.1),
  'heart rate in bursts on disk: bytes per sample': most(2.1),
  'ingest of rows of heart rate: per second': least(1_000_000),
  'ingest of documents: per second': least(30_000),
  'ingest of documents, validated from raw: per second': least(30_000),
  'load of 3,650,000 documents, validated from raw: per second': least(30_000),
  'simulation: user-days per CPU second': least(500),
  'simulation: MB per user-year on disk': most(2.5),
  'simulation with beats: user-days per CPU second': least(100),
  'signed deliveries: ratio to a bare loop': least(0.6),
  'ten receivers beside seven bad ones: ratio to alone': least(0.9),
  'start on an empty store: seconds': most(3),
  'start on an existing store: seconds': most(1),
  '30 documents of 100 users: times less CPU than Prism': least(10),
  '30 documents of 100 users: times less CPU than json-server': least(6),
  'two workers, as fast as it goes: requests per CPU second, ratio to one worker': least(0.9),
  'two workers, at an even rate: requests per CPU second, ratio to one worker': least(0.9),
  'two workers, as fast as it goes, PostgreSQL: requests per CPU second, ratio to one worker': least(0.9),
  'two workers, at an even rate, PostgreSQL: requests per CPU second, ratio to one worker': least(0.9),
  'disk: GB of 10,000 users × 365 days': most(12),
  'disk, PostgreSQL: GB of 10,000 users × 365 days': most(12),
  'disk: GB of 10,000 users × 365 days, documents and heart rate of each five minutes': most(12),
  'disk, PostgreSQL: GB of 10,000 users × 365 days, documents and heart rate of each five minutes': most(12),
  'idle: RSS in MB': most(120),
};
