import type { BatteryReadings, DayRecording, Pulses, RingRecording, SleepRecording } from '../../derive/recordings.js';
import type { Person } from '../person/person.js';
import type { Knowledge, Sync } from './knowledge.js';
import type { DayTruth } from './truth.js';

/** A simulated person with a ring: what is recorded of them, and when it becomes known. Days are local ones, days since 1970-01-01. */
export interface Wearer {
  person: Person;
  /** The first instant with a recording. */
  beginMs: number;
  /** The first local day with documents. */
  firstDay: number;
  /** Synchronisations after one instant up to another one, in time order. */
  syncs(afterMs: number, untilMs: number): Sync[];
  /** The first synchronisation at or after an instant. */
  nextSync(fromMs: number): number;
  /** Whether a workout or a guided moment ended after one instant and up to another one. */
  hasEnded(afterMs: number, untilMs: number): boolean;
  /** The last synchronisation with the app open, at or before an instant. */
  lastForeground(untilMs: number): number;
  /** What is known of a local day. */
  recording(day: number, known: Knowledge): DayRecording;
  /** The first local day whose sleep is known otherwise than before: periods recorded, confirmed or corrected since. Infinity where none is. */
  firstChangedSleep(before: Knowledge, known: Knowledge): number;
  /** The first local day with something in the app that was open before: a time of rest, or a lasting tag. */
  firstOpenEntry(before: Knowledge): number;
  /** Keys of workouts that the wearer has dismissed since. */
  dismissedWorkouts(before: Knowledge, known: Knowledge): string[];
  /** Periods in bed analysed since, as they were then: what the wearer corrects later does not take readings away. */
  newSleeps(before: Knowledge, known: Knowledge): SleepRecording[];
  /** Pulses after one instant up to another one. */
  pulses(afterMs: number, untilMs: number): Pulses;
  battery(afterMs: number, untilMs: number): BatteryReadings;
  /** Rings set up on local days. */
  rings(fromDay: number, toDay: number): RingRecording[];
  /** What really happened on a home day. */
  truth(homeDay: number): DayTruth;
}
