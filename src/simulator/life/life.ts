import type { Person } from '../person/person.js';

/**
 * Days of a life are **home days**: the calendar days at home, in days since 1970-01-01, whatever the clock says where the person is. Night
 * `day` is the main sleep before day `day` begins, and day `day` lasts from the end of that night to the beginning of the next one. So nights
 * and days follow each other without gap or overlap, also across zones and date line.
 */
export interface Life {
  person: Person;
  /** What the person sets out to do. */
  intent(day: number): Intent;
  /** The state the night `day` and the day `day` are lived in. */
  state(day: number): LatentState;
  /** When the night `day` begins and ends. */
  night(day: number): NightPlan;
  /** Hours between the night `day` and the night `day + 1`. */
  day(day: number): DayPlan;
}

/** What a person sets out to do on a day, before anything gets in the way. */
export interface Intent {
  /** Neither work nor night shift: Saturday, Sunday, holidays. */
  isFree: boolean;
  isNightShift: boolean;
  /** Sports and minutes, in the order of the day. */
  workouts: readonly IntendedWorkout[];
  /** Grams of alcohol per kg of weight in the evening. */
  alcohol: number;
  /** Factor on movement besides workouts, 1 being ordinary for people in general. */
  liveliness: number;
  isNapping: boolean;
  /** Whether goals are paused. */
  isResting: boolean;
}

export interface IntendedWorkout {
  sport: Sport;
  /** Minutes after the midnight that begins the day, by the person's own clock. */
  startMinutes: number;
  minutes: number;
}

/** A kind of workout. */
export interface Sport {
  /** The word on the wire. */
  activity: string;
  /** Usual effort in MET. */
  met: number;
  /** Metres a minute; null where no distance is measured. */
  speed: number | null;
  isOnFoot: boolean;
}

/** The hidden state of a person on one day: the truth that detectors can be judged against. */
export interface LatentState {
  /** Slow gain of training, in units of beats per minute of lower heart rate; and its fast cost. */
  fitness: number;
  fatigue: number;
  /** Stress of life, 0 ordinary, in standard deviations. */
  stress: number;
  /** Hours the inner clock lags behind (−) or runs ahead of (+) the local one. */
  circadianPhase: number;
  /** −1 at midsummer to 1 at midwinter of the person's hemisphere. */
  season: number;
  /** Day of the menstrual cycle from 0, and how luteal it is, 0 to 1; null without a cycle. */
  cycleDay: number | null;
  luteal: number;
  /** Severity of illness, 0 none to about 1.5, including the days before symptoms; and days since onset, negative before it. */
  illness: number;
  daysSinceOnset: number | null;
  /** Grams per kg drunk on the evening before the night. */
  alcohol: number;
  /** Hours of sleep lost over the last days. */
  sleepDebt: number;
  /** What all of it does to the night `day`: beats per minute, ln ms, °C, breaths per minute. */
  heartRate: number;
  lnRmssd: number;
  temperature: number;
  breath: number;
  /** Planned and chance events under way, by their kinds. */
  events: readonly string[];
}

/** The main sleep before a day. */
export interface NightPlan {
  day: number;
  /** In bed, whole seconds. */
  startMs: number;
  endMs: number;
  /** Minutes it will take to fall asleep. */
  latencyMinutes: number;
  /** How broken the sleep will be: 1 is ordinary. */
  brokenness: number;
  deepFactor: number;
  remFactor: number;
  /** Whether the ring records it; otherwise it lies on the bedside table, or is empty. */
  isRecorded: boolean;
  /** Seconds the wearer later cuts off the end when correcting the times in the app; 0 for most. */
  cutSeconds: number;
}

/** A short sleep by day. */
export interface NapPlan {
  startMs: number;
  endMs: number;
  /** What the wearer says of it in the app; null if nothing. */
  answer: 'confirmed' | 'rejected' | null;
}

/** A stretch of the day in which something particular happens; no two overlap, all are whole minutes. */
export interface Segment {
  kind: 'workout' | 'nap' | 'session' | 'rest' | 'off' | 'charging';
  startMs: number;
  endMs: number;
}

/** The hours between two nights. */
export interface DayPlan {
  day: number;
  /** End of the night before, beginning of the night after. */
  startMs: number;
  endMs: number;
  /** In time order. */
  segments: readonly Segment[];
  /** Those of `kind` workout, with what is done; `isDismissed` where the wearer deletes it in the app. */
  workouts: readonly { segment: Segment; sport: Sport; label: string | null; source: WorkoutSource; isDismissed: boolean }[];
  nap: NapPlan | null;
  session: Segment | null;
  /** Whether the ring is worn at all; single stretches without it are segments. */
  isWorn: boolean;
}

export type WorkoutSource = 'manual' | 'autodetected' | 'confirmed' | 'workout_heart_rate';
