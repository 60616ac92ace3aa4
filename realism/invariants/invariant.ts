import type { HistoryView } from '../view.js';

/** Takes one finding; the text is asked for only where the statement does not hold. */
export type Expect = (isHeld: boolean, describe: () => string) => void;

/** A statement about all documents of a person. */
export interface Invariant {
  id: string;
  text: string;
  check(view: HistoryView, expect: Expect): void;
}

/** How often a statement held. */
export interface InvariantResult {
  id: string;
  text: string;
  held: number;
  checked: number;
  /** The first few that did not hold. */
  failures: string[];
}

const FAILURES_KEPT = 5;

/** Checks one statement; `who` stands before its failures. */
export function runInvariant({ id, text, check }: Invariant, view: HistoryView): InvariantResult {
  const { index, persona } = view.history;
  const result: InvariantResult = { id, text, held: 0, checked: 0, failures: [] };
  check(view, (isHeld, describe) => {
    result.checked++;
    if (isHeld) result.held++;
    else if (result.failures.length < FAILURES_KEPT) result.failures.push(`user ${index} (${persona}): ${describe()}`);
  });
  return result;
}

/** Adds up the results of several people, statement by statement. */
export function mergeInvariants(all: readonly (readonly InvariantResult[])[]): InvariantResult[] {
  const merged = new Map<string, InvariantResult>();
  for (const result of all.flat()) {
    const into = merged.get(result.id) ?? { id: result.id, text: result.text, held: 0, checked: 0, failures: [] };
    into.held += result.held;
    into.checked += result.checked;
    into.failures = [...into.failures, ...result.failures].slice(0, FAILURES_KEPT);
    merged.set(result.id, into);
  }
  return [...merged.values()];
}
