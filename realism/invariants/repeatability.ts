import type { SeriesRows } from '../../src/collections/series-rows.js';
import { dayText } from '../../src/lib/dates.js';
import type { SimulatedHistory } from '../history.js';
import { viewHistory } from '../view.js';
import { type Expect, type Invariant, type InvariantResult, runInvariant } from './invariant.js';

type Document = Record<string, unknown>;

// What is still open at the end of a history can change afterwards: the running day, late answers and corrections.
const OPEN_DAYS = 3;

/** I-43 and I-44 from the same person simulated twice, and once more to a later end from the same first day. */
export function checkRepeatability(a: SimulatedHistory, b: SimulatedHistory, longer: SimulatedHistory): InvariantResult[] {
  const view = viewHistory(a);
  return [repeats(b, longer), identifies(longer)].map((invariant) => runInvariant(invariant, view));
}

const repeats = (b: SimulatedHistory, longer: SimulatedHistory): Invariant => ({
  id: 'I-43',
  text: `the same seed gives the same documents and rows, byte for byte; a later end changes no day more than ${OPEN_DAYS} days before the earlier one`,
  check: ({ history: a }, expect) => {
    const untilMs = (a.lastDay - OPEN_DAYS) * 86_400_000;
    for (const [name, documents] of a.documents) {
      expect(JSON.stringify(documents) === JSON.stringify(b.documents.get(name)), () => `${name} differs`);
      const later = new Map((longer.documents.get(name) ?? []).map((document) => [document.id, JSON.stringify(document)]));
      for (const document of documents) {
        if (dayTextOf(document) > dayText(a.lastDay - OPEN_DAYS)) continue;
        expect(JSON.stringify(document) === later.get(document.id), () => `${name} ${dayTextOf(document)} changed`);
      }
    }
    for (const name of ['heartrate', 'battery', 'beats'] as const) {
      expectRows(name, a[name], b[name], Number.POSITIVE_INFINITY, expect);
      expectRows(name, a[name], longer[name], untilMs, expect);
    }
  },
});

const identifies = (longer: SimulatedHistory): Invariant => ({
  id: 'I-44',
  text: 'ids are unique across collections and stay; a sleep has a version above 1 only if corrected, or a nap that was answered',
  check: ({ history: a }, expect) => {
    const seen = new Set<unknown>();
    const later = new Set([...longer.documents.values()].flat().map(({ id }) => id));
    for (const [name, documents] of a.documents) {
      for (const document of documents) {
        const isKept = dayTextOf(document) > dayText(a.lastDay - OPEN_DAYS) || later.has(document.id);
        const isUnique = typeof document.id === 'string' && !seen.has(document.id);
        expect(isKept && isUnique && hasReason(name, document), () => `${name} ${dayTextOf(document)} ${document.id}`);
        seen.add(document.id);
      }
    }
  },
});

function hasReason(name: string, { meta, type, sleep_analysis_reason: reason }: Document): boolean {
  const version = (meta as { version: number } | undefined)?.version ?? 1;
  return name !== 'sleep' || version === 1 || reason === 'bedtime_edit' || type !== 'long_sleep';
}

function expectRows(name: string, some: SeriesRows, others: SeriesRows, untilMs: number, expect: Expect): void {
  const before = some.times.findIndex((time) => time >= untilMs);
  const count = before < 0 ? some.times.length : before;
  let same = untilMs < Number.POSITIVE_INFINITY || some.times.length === others.times.length;
  for (let i = 0; i < count && same; i++)
    same = some.times[i] === others.times[i] && some.columns.every((column, place) => column[i] === others.columns[place]?.[i]);
  expect(same, () => `${name} rows differ`);
}

const dayTextOf = (document: Document): string =>
  String(document.day ?? document.start_day ?? document.start_datetime ?? document.start_time ?? document.set_up_at ?? '').slice(0, 10);
