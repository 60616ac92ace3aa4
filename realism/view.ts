import type { ActivityDocument, DailySleepDocument, ReadinessDocument, SleepDocument } from './documents.js';
import type { SimulatedHistory, TruthDay } from './history.js';
import { type Intervals, joined } from './intervals.js';
import { dayOf, instantOf } from './local-time.js';

/** A period in bed with its times in ms, and the hidden day whose sleep it recorded. */
export interface Period {
  document: SleepDocument;
  day: number;
  startMs: number;
  endMs: number;
  truth: TruthDay | null;
}

/** A day's movement, its minutes summed up once. */
export interface ActiveDay {
  document: ActivityDocument;
  day: number;
  startMs: number;
  /** Σ max(0, MET − 1.5), and Σ MET, over all minutes. */
  netMet: number;
  metSum: number;
}

/** A history read once for all checks. Maps are by day since 1970-01-01. */
export interface HistoryView {
  history: SimulatedHistory;
  /** In order of their beginnings, without deleted ones. */
  periods: Period[];
  /** Of type long_sleep. */
  mains: Map<number, Period>;
  activities: ActiveDay[];
  activityOn: Map<number, ActiveDay>;
  dailySleepOn: Map<number, DailySleepDocument>;
  readinessOn: Map<number, ReadinessDocument>;
  /** Minutes without the ring by MET. */
  nonWear: Intervals;
}

/** The documents of a collection; the type is taken on trust. */
export function documentsOf<T>(history: SimulatedHistory, name: string): readonly T[] {
  return (history.documents.get(name) ?? []) as readonly T[];
}

/** Reads a history. */
export function viewHistory(history: SimulatedHistory): HistoryView {
  const periods = documentsOf<SleepDocument>(history, 'sleep')
    .filter(({ type }) => type !== 'deleted')
    .map((document) => periodOf(document, history))
    .sort((a, b) => a.startMs - b.startMs);
  const nonWear: [number, number][] = [];
  const activities = documentsOf<ActivityDocument>(history, 'daily_activity').map((document) => activeDayOf(document, nonWear));
  const byDay = <T extends { day: string }>(name: string) => new Map(documentsOf<T>(history, name).map((body) => [dayOf(body), body]));
  return {
    history,
    periods,
    mains: new Map(periods.filter(({ document }) => document.type === 'long_sleep').map((period) => [period.day, period])),
    activities,
    activityOn: new Map(activities.map((active) => [active.day, active])),
    dailySleepOn: byDay<DailySleepDocument>('daily_sleep'),
    readinessOn: byDay<ReadinessDocument>('daily_readiness'),
    nonWear: joined(nonWear),
  };
}

function periodOf(document: SleepDocument, { truth }: SimulatedHistory): Period {
  const [startMs, endMs] = [instantOf(document.bedtime_start), instantOf(document.bedtime_end)];
  const [day, middle] = [dayOf(document), (startMs + endMs) / 2];
  // The home day of a night abroad can be the one before or after.
  const near = [0, -1, 1].map((step) => truth[day + step - (truth[0]?.day ?? 0)]);
  const isIn = (candidate: TruthDay | undefined) => candidate?.sleep.some((sleep) => sleep.startMs <= middle && middle < sleep.endMs);
  return { document, day, startMs, endMs, truth: near.find(isIn) ?? null };
}

function activeDayOf(document: ActivityDocument, nonWear: [number, number][]): ActiveDay {
  const startMs = instantOf(document.timestamp);
  const items = document.met.items;
  let netMet = 0;
  let metSum = 0;
  let offFrom = -1;
  for (let i = 0; i <= items.length; i++) {
    const met = i < items.length ? (items[i] as number) : Number.POSITIVE_INFINITY;
    if (met <= 0.1) {
      if (offFrom < 0) offFrom = i;
    } else if (offFrom >= 0) {
      nonWear.push([startMs + offFrom * 60_000, startMs + i * 60_000]);
      offFrom = -1;
    }
    if (i === items.length) break;
    metSum += met;
    if (met > 1.5) netMet += met - 1.5;
  }
  return { document, day: dayOf(document), startMs, netMet, metSum };
}
