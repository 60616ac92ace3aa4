import type { Issue } from '../collections/read-document.js';
import type { FileReport } from './import-report.js';
import type { InputRow } from './input-row.js';

const MAX_REASONS = 10;
const MAX_ID_LENGTH = 200;
const MAX_IGNORED_KEYS = 1000;

/** Validates rows of one collection and writes them in batches. */
export interface Batches {
  /** The keys of a row that are read; others are ignored. */
  knownKeys: ReadonlySet<string>;
  /** Validates a row and gathers it; returns what is wrong with it, in which case it is left out. */
  take(value: unknown): Issue[];
  /** Writes the batches that are full, in the end what is left, too. */
  write(options: { isLast: boolean }): Promise<void>;
}

/** How many rejected rows are still described rather than only counted. */
export interface RejectionBudget {
  left: number;
}

/** Takes all rows of a file; what is rejected or ignored goes into its report. */
export async function takeRows(
  input: AsyncIterable<InputRow[]>,
  { batches, report, budgets }: { batches: Batches; report: FileReport; budgets: readonly RejectionBudget[] },
): Promise<void> {
  const countIgnored = createIgnoredKeyCounter(batches.knownKeys, report.ignoredKeys);
  for await (const rows of input) {
    for (const { row, value, problem } of rows) {
      report.rows++;
      countIgnored(value);
      const issues = problem === undefined ? batches.take(value) : [];
      if (problem === undefined && issues.length === 0) continue;
      report.counts.rejected++;
      if (budgets.some((budget) => budget.left === 0)) continue;
      for (const budget of budgets) budget.left--;
      report.rejected.push({ row, id: idOf(value), reasons: problem === undefined ? reasonsOf(issues) : [problem] });
    }
    await batches.write({ isLast: false });
  }
  await batches.write({ isLast: true });
}

function reasonsOf(issues: Issue[]): string[] {
  const reasons = issues.slice(0, MAX_REASONS).map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
  return issues.length > MAX_REASONS ? [...reasons, `and ${issues.length - MAX_REASONS} more`] : reasons;
}

function idOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id.slice(0, MAX_ID_LENGTH) : null;
}

function createIgnoredKeyCounter(known: ReadonlySet<string>, counts: Record<string, number>): (value: unknown) => void {
  let distinct = 0;
  return (value) => {
    if (typeof value !== 'object' || Array.isArray(value)) return;
    for (const key in value) {
      if (known.has(key)) continue;
      const count = counts[key];
      if (count === undefined && ++distinct > MAX_IGNORED_KEYS) continue;
      counts[key] = (count ?? 0) + 1;
    }
  };
}
