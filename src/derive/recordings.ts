/** Readings in time order; null where the ring could not tell. */
export type Readings = readonly (number | null)[];

/** One period in bed as a ring recorded it. Series begin at `startMs`. */
export interface SleepRecording {
  /** Tells apart the periods of one wearer, and stays when this one is edited. */
  key: string;
  /** ms since the Unix epoch, whole seconds. */
  startMs: number;
  endMs: number;
  /** Minutes east of UTC of the wearer's clock, at either end. */
  startOffsetMinutes: number;
  endOffsetMinutes: number;
  /** Per 30 s, the last begun one included: 1 deep, 2 light, 3 REM, 4 awake. */
  stages: Uint8Array;
  /** Per 30 s: 1 none, 2 restless, 3 tossing and turning, 4 active. */
  movement: Uint8Array;
  /** Beats per minute, per 5 minutes; null where there was none at all, as for short naps. See `beatSeries` for recordings with beats only. */
  heartRate: Readings | null;
  /** RMSSD in ms, per 5 minutes; null where the heart rate is. */
  hrv: Readings | null;
  /** Breaths per minute, per 5 minutes. */
  breath: Readings | null;
  /** Skin temperature in °C, per 5 minutes. */
  skinTemperature: Readings | null;
  /** Blood oxygen in percent, per 30 s. */
  oxygen: Readings | null;
  /** Pulse wave velocity of the night in m/s. */
  pulseWaveVelocity: number | null;
  /** Single beats, where they were kept. */
  beats: Beats | null;
  /** What the wearer said of a detected nap; null if nothing yet. */
  isConfirmed: boolean | null;
  /** Whether the wearer has corrected the times of this period. */
  isEdited: boolean;
  /** Whether the ring was nearly empty at bedtime. */
  isBatteryLow: boolean;
}

/** Single heartbeats in time order, by column. */
export interface Beats {
  /** Instants of the beats in ms since the Unix epoch. */
  times: number[];
  /** Interval up to each beat in ms. */
  intervals: number[];
  /** 1 good, 2 bad, 3 corrected, -1 and -2 gap, 0 raw. */
  validities: number[];
}

/** The 24 hours from 04:00 of a local day; shorter arrays while the day lasts. */
export interface ActivityRecording {
  startMs: number;
  /** Minutes east of UTC of the wearer's clock at the start. */
  offsetMinutes: number;
  /** MET per minute, steps of 0.1; up to 0.1 where the ring was not worn. At most 1440. */
  mets: Float64Array;
  /** Steps per minute. */
  steps: Uint16Array;
  /** Quarters of an hour; null where the wearer slept, moved about, or took the ring off. At most 96. */
  quarters: readonly (Quarter | null)[];
}

/** The heart in a quarter of an hour awake and fairly still. */
export interface Quarter {
  /** Beats per minute. */
  heartRate: number;
  /** RMSSD in ms. */
  rmssd: number | null;
}

/** How the ring measured a pulse while awake. */
export type PulseMode = 'still' | 'burst' | 'workout' | 'session' | 'live';

/** Pulse readings while awake, in strictly ascending time, by column. */
export interface Pulses {
  /** ms since the Unix epoch, whole seconds. */
  times: number[];
  /** Beats per minute. */
  bpms: number[];
  modes: PulseMode[];
}

/** A workout, detected or entered. */
export interface WorkoutRecording {
  key: string;
  startMs: number;
  endMs: number;
  offsetMinutes: number;
  activity: string;
  /** Metres, where they were measured. */
  distance: number | null;
  label: string | null;
  source: 'manual' | 'autodetected' | 'confirmed' | 'workout_heart_rate';
}

/** A guided or unguided moment; its series have one value per `interval` seconds. */
export interface SessionRecording {
  key: string;
  startMs: number;
  endMs: number;
  offsetMinutes: number;
  type: 'breathing' | 'meditation' | 'nap' | 'relaxation' | 'rest' | 'body_status';
  mood: 'bad' | 'worse' | 'same' | 'good' | 'great' | null;
  interval: number;
  heartRate: Readings | null;
  hrv: Readings | null;
  motionCount: Readings | null;
}

/** A tag the wearer set. */
export interface TagRecording {
  key: string;
  startMs: number;
  /** Null where it is a moment only. */
  endMs: number | null;
  offsetMinutes: number;
  /** A code of the app's list, or `custom`. */
  code: string;
  customName: string | null;
  comment: string | null;
  /** Whether it is one of the first generation, which lie in `tag`. */
  isFirstGeneration: boolean;
}

/** A time with goals paused. */
export interface RestModeRecording {
  key: string;
  startMs: number;
  /** Null while it lasts. */
  endMs: number | null;
  /** Minutes east of UTC, at either end. */
  startOffsetMinutes: number;
  endOffsetMinutes: number;
  episodes: { atMs: number; offsetMinutes: number; tags: string[] }[];
}

/** A ring the wearer set up, in the words of `ring_configuration`. */
export interface RingRecording {
  key: string;
  setUpMs: number;
  hardwareType: string;
  color: string;
  design: string;
  firmwareVersion: string;
  size: number;
}

/** Charge of the ring in percent, in strictly ascending time, by column. */
export interface BatteryReadings {
  times: number[];
  levels: number[];
  charging: boolean[];
}

/** Everything known of one local day of a wearer: the periods in bed of its sleep day, its 24 hours from 04:00, and what began on it. */
export interface DayRecording {
  /** Days since 1970-01-01. */
  day: number;
  /** Minutes east of UTC of the wearer's clock at noon. */
  offsetMinutes: number;
  /** In time order. */
  sleeps: readonly SleepRecording[];
  /** Null where the ring was never worn, or nothing is known yet. */
  activity: ActivityRecording | null;
  workouts: readonly WorkoutRecording[];
  sessions: readonly SessionRecording[];
  tags: readonly TagRecording[];
  restModes: readonly RestModeRecording[];
  /** Whether goals are paused. */
  isResting: boolean;
  rings: readonly RingRecording[];
  /** Key of the ring worn. */
  ringKey: string | null;
}

/** What the wearer has told about themselves. */
export interface WearerProfile {
  sex: 'female' | 'male';
  ageYears: number;
  weightKg: number;
  heightMetres: number;
}
