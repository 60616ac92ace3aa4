import type { DayRecording, Pulses, RestModeRecording, RingRecording } from '../../derive/recordings.js';
import { createDayRecorder } from '../day/create-day-recorder.js';
import { createLife } from '../life/create-life.js';
import type { Person } from '../person/person.js';
import type { Knowledge } from './knowledge.js';
import { createSleepRecorder } from './sleep-recorder.js';
import { createSyncTimes, homeDayAt } from './sync-times.js';
import { truthOf } from './truth.js';
import type { Wearer } from './wearer.js';

/** Longest time of paused goals that is looked back for. */
const LONGEST_REST_DAYS = 40;
const LONGEST_TAG_DAYS = 3;
/** Home days that what lies on a local day can come from. */
const SLACK_DAYS = 2;

/** Puts a ring on a person's finger, from the night before home day `firstHomeDay` on. */
export function createWearer(person: Person, firstHomeDay: number, options: { beats: boolean }): Wearer {
  const { calendar } = person;
  const life = createLife(person);
  const recorder = createDayRecorder(life);
  const beginMs = life.night(firstHomeDay).startMs;
  const firstDay = calendar.localDay(life.night(firstHomeDay).endMs);
  const times = createSyncTimes(life, (day) => (day < firstHomeDay ? [] : recorder.syncs(day)), beginMs);
  const sleeper = createSleepRecorder({ life, times, levelAt: recorder.levelAt, firstHomeDay, beats: options.beats });

  /** Things of the home days around a local day that began on it. */
  const begunOn = <T extends { startMs: number }>(day: number, of: (homeDay: number) => readonly T[]): T[] => {
    const found: T[] = [];
    for (let homeDay = Math.max(firstHomeDay, day - SLACK_DAYS); homeDay <= day + SLACK_DAYS; homeDay++) {
      for (const thing of of(homeDay)) if (calendar.localDay(thing.startMs) === day) found.push(thing);
    }
    return found;
  };
  /** A workout is dismissed when the app is opened after it had appeared. */
  const dismissedAt = (endMs: number) => times.next(times.next(endMs, false) + 1, true);
  /** Readings of a workout or a guided moment arrive with it: up to its beginning, as long as it lasts. */
  const settledBy = (ms: number) => {
    const homeDay = homeDayAt(life, ms);
    const underWay = [...recorder.workouts(homeDay), ...recorder.sessions(homeDay)].find(
      ({ startMs, endMs }) => startMs <= ms && endMs > ms,
    );
    return underWay ? underWay.startMs - 1 : ms;
  };
  const workouts = (day: number, known: Knowledge) =>
    begunOn(day, recorder.workouts).filter(
      ({ endMs, isDismissed }) => endMs <= known.atMs && !(isDismissed && dismissedAt(endMs) <= known.analysedMs),
    );
  const restModes = (day: number, known: Knowledge): RestModeRecording[] =>
    begunOn(day, recorder.restModes)
      .filter(({ startMs }) => startMs <= known.analysedMs)
      .map((rest) => (rest.endMs !== null && rest.endMs > known.analysedMs ? { ...rest, endMs: null } : rest));
  const rings = (fromDay: number, toDay: number) => {
    const found: RingRecording[] = [];
    for (let day = Math.max(firstDay, fromDay); day <= toDay; day++) {
      const ring = recorder.ringAt(day);
      if (day === firstDay) found.push({ ...ring, setUpMs: beginMs });
      else if (recorder.ringAt(day - 1).key !== ring.key) found.push(ring);
    }
    return found;
  };
  const isResting = (day: number, known: Knowledge) => {
    const noonMs = calendar.activityStartMs(day) + 8 * 3_600_000;
    const homeDay = homeDayAt(life, noonMs);
    if (!life.intent(homeDay).isResting) return false;
    for (let back = 0; back < LONGEST_REST_DAYS; back++) {
      const rest = recorder.restModes(homeDay - back).find(({ startMs, endMs }) => startMs <= noonMs && (endMs ?? noonMs) >= noonMs);
      if (rest) return rest.startMs <= known.analysedMs;
    }
    return false;
  };

  return {
    person,
    beginMs,
    firstDay,
    rings,
    syncs: times.between,
    nextSync: (fromMs) => times.next(fromMs, false),
    hasEnded(afterMs, untilMs) {
      const isWithin = ({ endMs }: { endMs: number }) => endMs > afterMs && endMs <= untilMs;
      const last = homeDayAt(life, untilMs);
      for (let homeDay = Math.max(firstHomeDay, homeDayAt(life, Math.max(afterMs, beginMs))); homeDay <= last; homeDay++) {
        if (recorder.workouts(homeDay).some(isWithin) || recorder.sessions(homeDay).some(isWithin)) return true;
      }
      return false;
    },
    lastForeground: times.lastForeground,
    newSleeps: sleeper.newSleeps,
    firstChangedSleep: sleeper.firstChanged,
    battery: (afterMs, untilMs) => recorder.battery(Math.max(afterMs, beginMs), untilMs),
    truth: (homeDay) => truthOf(life, homeDay),

    recording(day, known): DayRecording {
      const startMs = calendar.activityStartMs(day);
      const noonMs = startMs + 8 * 3_600_000;
      const isSkipped = calendar.activityStartMs(day + 1) === startMs;
      return {
        day,
        offsetMinutes: calendar.offsetMinutesAt(noonMs),
        sleeps: sleeper.sleeps(day, known),
        activity: isSkipped || known.atMs <= startMs ? null : recorder.activity(day, known.atMs),
        workouts: workouts(day, known),
        sessions: begunOn(day, recorder.sessions).filter(({ endMs }) => endMs <= known.atMs),
        tags: begunOn(day, recorder.tags)
          .filter(({ startMs: setMs }) => setMs <= known.analysedMs)
          .map((tag) => (tag.endMs !== null && tag.endMs > known.analysedMs ? { ...tag, endMs: null } : tag)),
        restModes: restModes(day, known),
        isResting: isResting(day, known),
        rings: rings(day, day).filter(({ setUpMs }) => setUpMs <= known.analysedMs),
        ringKey: recorder.ringAt(day).key,
      };
    },

    firstOpenEntry({ analysedMs }) {
      let first = Number.POSITIVE_INFINITY;
      if (analysedMs < beginMs) return first;
      const today = homeDayAt(life, analysedMs);
      for (let homeDay = today; homeDay > today - LONGEST_REST_DAYS && homeDay >= firstHomeDay; homeDay--) {
        const entries =
          homeDay > today - LONGEST_TAG_DAYS ? [...recorder.restModes(homeDay), ...recorder.tags(homeDay)] : recorder.restModes(homeDay);
        for (const { startMs, endMs } of entries) {
          if (startMs <= analysedMs && endMs !== null && endMs > analysedMs) first = Math.min(first, calendar.localDay(startMs));
        }
        if (!life.intent(homeDay).isResting && homeDay <= today - LONGEST_TAG_DAYS) break;
      }
      return first;
    },

    dismissedWorkouts(before, known) {
      if (known.analysedMs === before.analysedMs) return [];
      const keys: string[] = [];
      const fromDay = calendar.localDay(Math.max(times.lastForeground(before.analysedMs - 1), beginMs));
      for (let homeDay = fromDay - SLACK_DAYS; homeDay <= calendar.localDay(known.atMs) + SLACK_DAYS; homeDay++) {
        if (homeDay < firstHomeDay) continue;
        for (const { key, endMs, isDismissed } of recorder.workouts(homeDay)) {
          if (!isDismissed) continue;
          const ms = dismissedAt(endMs);
          if (ms > before.analysedMs && ms <= known.analysedMs) keys.push(key);
        }
      }
      return keys;
    },

    pulses(afterMs, untilMs): Pulses {
      const found: Pulses = { times: [], bpms: [], modes: [] };
      const [fromMs, toMs] = [settledBy(Math.max(afterMs, beginMs - 1)), settledBy(untilMs)];
      for (let homeDay = Math.max(firstHomeDay, homeDayAt(life, fromMs)); life.night(homeDay).startMs <= toMs; homeDay++) {
        const { times: at, bpms, modes } = recorder.pulses(homeDay);
        for (let i = 0; i < at.length; i++) {
          const ms = at[i] as number;
          if (ms <= fromMs || ms > toMs) continue;
          found.times.push(ms);
          found.bpms.push(bpms[i] as number);
          found.modes.push(modes[i] as Pulses['modes'][number]);
        }
      }
      return found;
    },
  };
}
