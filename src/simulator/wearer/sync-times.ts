import { boundedMemo } from '../../lib/bounded-memo.js';
import type { Life } from '../life/life.js';
import type { Sync } from './knowledge.js';

const DAYS_KEPT = 64;
/** Whoever has not opened the app for so long is taken never to do so again. */
const DAYS_AHEAD = 60;

/** When a wearer's ring is synchronised. */
export interface SyncTimes {
  /** Those after one instant up to another one, in time order. */
  between(afterMs: number, untilMs: number): Sync[];
  /** The first one at or after an instant; infinity where there is none for two months. */
  next(fromMs: number, isForeground: boolean): number;
  /** The last one with the app open, at or before an instant; minus infinity where there is none for two months. */
  lastForeground(untilMs: number): number;
}

/** Builds the times from those of each home day; none lies before `beginMs`. */
export function createSyncTimes(life: Life, syncsOf: (homeDay: number) => readonly Sync[], beginMs: number): SyncTimes {
  const syncs = boundedMemo(DAYS_KEPT, (day) => syncsOf(day).filter(({ atMs }) => atMs >= beginMs));
  return {
    between(afterMs, untilMs) {
      const found: Sync[] = [];
      for (let day = homeDayAt(life, Math.max(afterMs, beginMs)); life.night(day).startMs <= untilMs; day++) {
        for (const sync of syncs(day)) if (sync.atMs > afterMs && sync.atMs <= untilMs) found.push(sync);
      }
      return found;
    },
    next(fromMs, isForeground) {
      if (fromMs === Number.POSITIVE_INFINITY) return fromMs;
      const first = homeDayAt(life, fromMs);
      for (let day = first; day < first + DAYS_AHEAD; day++) {
        const sync = syncs(day).find((one) => one.atMs >= fromMs && (one.isForeground || !isForeground));
        if (sync) return sync.atMs;
      }
      return Number.POSITIVE_INFINITY;
    },
    lastForeground(untilMs) {
      if (untilMs < beginMs) return Number.NEGATIVE_INFINITY;
      const last = homeDayAt(life, untilMs);
      for (let day = last; day > last - DAYS_AHEAD && life.night(day + 1).endMs >= beginMs; day--) {
        const sync = syncs(day).findLast((one) => one.atMs <= untilMs && one.isForeground);
        if (sync) return sync.atMs;
      }
      return Number.NEGATIVE_INFINITY;
    },
  };
}

/** The home day whose night or waking hours an instant lies in. */
export function homeDayAt(life: Life, ms: number): number {
  let day = life.person.calendar.localDay(ms);
  while (life.night(day).startMs > ms) day--;
  while (life.night(day + 1).startMs <= ms) day++;
  return day;
}
