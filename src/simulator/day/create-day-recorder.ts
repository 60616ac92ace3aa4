import type {
  ActivityRecording,
  BatteryReadings,
  Pulses,
  RestModeRecording,
  RingRecording,
  SessionRecording,
  TagRecording,
} from '../../derive/recordings.js';
import { boundedMemo } from '../../lib/bounded-memo.js';
import type { Life } from '../life/life.js';
import { createBattery } from './battery.js';
import { moveThroughDay } from './movement.js';
import { type PlannedSync, planSyncs } from './plan-syncs.js';
import { activityUntil, recordActivity } from './record-activity.js';
import { recordPulses } from './record-pulses.js';
import { recordRestModes } from './record-rest-modes.js';
import { recordSessions } from './record-sessions.js';
import { recordTags } from './record-tags.js';
import { type DoneWorkout, recordWorkouts } from './record-workouts.js';
import { ringAt } from './ring-at.js';
import { beatThroughDay } from './waking-heart.js';

/** What is recorded of somebody's waking hours. Days are home days unless called local; lists are in time order. */
export interface DayRecorder {
  /** 24 hours from 04:00 of a local day, up to `untilMs`; null where the ring was not worn at all by then. */
  activity(localDay: number, untilMs: number): ActivityRecording | null;
  pulses(day: number): Pulses;
  workouts(day: number): readonly DoneWorkout[];
  sessions(day: number): readonly SessionRecording[];
  tags(day: number): readonly TagRecording[];
  /** Times with paused goals that begin on the day. */
  restModes(day: number): readonly RestModeRecording[];
  /** The ring worn on a day; the first one is set up at 0. */
  ringAt(day: number): RingRecording;
  /** Readings from one instant up to but not including another one. */
  battery(fromMs: number, toMs: number): BatteryReadings;
  /** Charge of the ring in percent. */
  levelAt(ms: number): number;
  syncs(day: number): readonly PlannedSync[];
}

/** Home days remembered at a time: those around a few local days. */
const DAYS_KEPT = 8;
/** Longest look back for paused goals. */
const REST_DAYS_KEPT = 48;

/** Builds the recorder of a life's days. */
export function createDayRecorder(life: Life): DayRecorder {
  const lived = boundedMemo(DAYS_KEPT, (day) => {
    const movement = moveThroughDay(life, day);
    return { movement, heart: beatThroughDay(life, day, movement) };
  });
  const activity = boundedMemo(DAYS_KEPT, (localDay) => recordActivity(life, lived, localDay));
  const battery = createBattery(life);
  return {
    activity: (localDay, untilMs) => activityUntil(activity(localDay), untilMs),
    pulses: boundedMemo(DAYS_KEPT, (day) => recordPulses(life, day, lived(day))),
    workouts: boundedMemo(DAYS_KEPT, (day) => recordWorkouts(life, day)),
    sessions: boundedMemo(DAYS_KEPT, (day) => recordSessions(life, day)),
    tags: boundedMemo(DAYS_KEPT, (day) => recordTags(life, day)),
    restModes: boundedMemo(REST_DAYS_KEPT, (day) => recordRestModes(life, day)),
    ringAt: boundedMemo(DAYS_KEPT, (day) => ringAt(life, day)),
    battery: battery.readings,
    levelAt: battery.levelAt,
    syncs: (day) => planSyncs(life, day),
  };
}
