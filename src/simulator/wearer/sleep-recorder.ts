import type { SleepRecording } from '../../derive/recordings.js';
import { sleepDay } from '../../derive/scores/sleep-day.js';
import { boundedMemo } from '../../lib/bounded-memo.js';
import type { Life } from '../life/life.js';
import { recordNap, recordNight } from '../night/record-night.js';
import { trimEnd } from '../night/trim-end.js';
import type { Knowledge } from './knowledge.js';
import type { SyncTimes } from './sync-times.js';

const DAYS_KEPT = 16;
/** Home days of which a period in bed can belong to a local day: journeys move it by up to one, the sleep day by another. */
const SLACK_DAYS = 2;

const NEVER = Number.POSITIVE_INFINITY;

/** A period in bed, and when the app came to know it. */
interface Period {
  /** Its local sleep day. */
  day: number;
  analysedMs: number;
  /** When the wearer confirms, rejects or corrects it; infinity if never. */
  revisedMs: number;
  first: () => SleepRecording;
  revised: () => SleepRecording;
}

/** What is known of a wearer's periods in bed; days are local sleep days. */
export interface SleepRecorder {
  /** In time order. */
  sleeps(day: number, known: Knowledge): SleepRecording[];
  /** Those analysed between two states of knowledge, as they were then: what the wearer corrects later does not take readings away. */
  newSleeps(before: Knowledge, known: Knowledge): SleepRecording[];
  /** The first day with a period recorded or revised between two states of knowledge. */
  firstChanged(before: Knowledge, known: Knowledge): number;
}

export interface SleepRecorderOptions {
  life: Life;
  times: SyncTimes;
  /** Charge of the ring in percent. */
  levelAt(ms: number): number;
  firstHomeDay: number;
  beats: boolean;
}

/** Below this charge at bedtime the app warns. */
const LOW_BATTERY_PERCENT = 15;

/** Records nights and naps from home day `firstHomeDay` on. */
export function createSleepRecorder({ life, times, levelAt, firstHomeDay, beats }: SleepRecorderOptions): SleepRecorder {
  const { calendar } = life.person;
  const night = boundedMemo(DAYS_KEPT, (day) => {
    const recording = recordNight(life, day, { beats });
    return recording && { ...recording, isBatteryLow: levelAt(recording.startMs) < LOW_BATTERY_PERCENT };
  });
  const nap = boundedMemo(DAYS_KEPT, (day) => recordNap(life, day, { beats }));
  const dayOf = (endMs: number) => sleepDay(endMs, calendar.offsetMinutesAt(endMs));
  // The app knows a period when it is opened the first time, and asks about it then; the wearer answers the next time.
  const knownAt = (endMs: number) => times.next(endMs, true);
  const answeredAt = (endMs: number) => times.next(knownAt(endMs) + 1, true);

  const periods = boundedMemo(DAYS_KEPT, (homeDay): Period[] => {
    if (homeDay < firstHomeDay) return [];
    const found: Period[] = [];
    const { startMs, endMs, isRecorded, cutSeconds } = life.night(homeDay);
    if (isRecorded) {
      const first = () => night(homeDay) as SleepRecording;
      // A correction that would move the night to another day is not made.
      const isCut = cutSeconds > 0 && endMs - cutSeconds * 1000 > startMs && dayOf(endMs - cutSeconds * 1000) === dayOf(endMs);
      found.push({
        day: dayOf(endMs),
        analysedMs: knownAt(endMs),
        revisedMs: isCut ? answeredAt(endMs) : NEVER,
        first,
        revised: () => trimEnd(first(), cutSeconds),
      });
    }
    const plan = life.day(homeDay);
    if (plan.nap && plan.isWorn) {
      const { endMs: napEndMs, answer } = plan.nap;
      const first = () => nap(homeDay) as SleepRecording;
      found.push({
        day: dayOf(napEndMs),
        analysedMs: knownAt(napEndMs),
        revisedMs: answer ? answeredAt(napEndMs) : NEVER,
        first,
        revised: () => ({ ...first(), isConfirmed: answer === 'confirmed' }),
      });
    }
    return found;
  });

  const within = (fromDay: number, toDay: number) => {
    const found: Period[] = [];
    for (let day = fromDay; day <= toDay; day++) found.push(...periods(day));
    return found;
  };
  const recordingOf = (period: Period, { analysedMs }: Knowledge) =>
    period.revisedMs !== NEVER && period.revisedMs <= analysedMs ? period.revised() : period.first();
  const isBetween = (ms: number, before: Knowledge, known: Knowledge) => ms > before.analysedMs && ms <= known.analysedMs;
  /** Periods that can have become known or revised: what is revised ended before the app was last opened. */
  const candidates = (before: Knowledge, known: Knowledge) => {
    const lastBefore = times.lastForeground(before.analysedMs - 1);
    const fromMs = Math.max(lastBefore, life.night(firstHomeDay).startMs);
    return within(calendar.localDay(fromMs) - SLACK_DAYS, calendar.localDay(known.analysedMs) + SLACK_DAYS);
  };

  return {
    sleeps: (day, known) =>
      within(day - SLACK_DAYS, day + SLACK_DAYS)
        .filter((period) => period.day === day && period.analysedMs <= known.analysedMs)
        .map((period) => recordingOf(period, known)),
    newSleeps: (before, known) =>
      known.analysedMs === before.analysedMs
        ? []
        : candidates(before, known)
            .filter(({ analysedMs }) => isBetween(analysedMs, before, known))
            .map((period) => period.first()),
    firstChanged: (before, known) =>
      known.analysedMs === before.analysedMs
        ? Number.POSITIVE_INFINITY
        : candidates(before, known)
            .filter(({ analysedMs, revisedMs }) => isBetween(analysedMs, before, known) || isBetween(revisedMs, before, known))
            .reduce((first, { day }) => Math.min(first, day), Number.POSITIVE_INFINITY),
  };
}
