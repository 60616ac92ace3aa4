import { DAY_MS } from '../lib/dates.js';

/** A range of instants: from the first up to but not including the second. */
export interface Window {
  fromMs: number;
  toMs: number;
}

const DOCUMENT_DAYS = 366;
const SERIES_DAYS = 30;
/** So many days before the end, samples are asked for day by day: what did not change is then the same answer, which is kept once. */
const DAILY_DAYS = 30;

/** 00:00 UTC of the day. */
export const midnight = (ms: number) => Math.floor(ms / DAY_MS) * DAY_MS;

/** The windows in which documents are read, a year each. */
export function* documentWindows(fromMs: number, toMs: number): Generator<Window> {
  for (let at = midnight(fromMs); at < toMs; at += DOCUMENT_DAYS * DAY_MS) {
    yield { fromMs: at, toMs: Math.min(at + DOCUMENT_DAYS * DAY_MS, toMs) };
  }
}

/** The windows in which samples are read: 30 days each, the last ones a day each where `isDaily`. */
export function* seriesWindows(fromMs: number, toMs: number, isDaily: boolean): Generator<Window> {
  for (let at = fromMs; at < toMs; ) {
    const isRecent = isDaily && at >= toMs - DAILY_DAYS * DAY_MS;
    const end = Math.min(midnight(at) + (isRecent ? 1 : SERIES_DAYS) * DAY_MS, toMs);
    yield { fromMs: at, toMs: end };
    at = end;
  }
}
