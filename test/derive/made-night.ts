import type { DayRecording, SleepRecording, WearerProfile } from '../../src/derive/recordings.js';
import { DAY_MS } from '../../src/lib/dates.js';

/** A wearer whose anchors of sleep are those of 38 years. */
export const madeProfile: WearerProfile = { sex: 'female', ageYears: 38, weightKg: 65, heightMetres: 1.7 };

const EPOCHS_PER_HOUR = 120;

/**
 * A period in bed that begins `startHours` after midnight UTC of a day: ten minutes awake, then cycles of light, deep and REM sleep, quiet
 * but for a movement every ten minutes; 55 beats a minute, 40 ms.
 */
export function madeSleep(day: number, startHours: number, hours: number, changes: Partial<SleepRecording> = {}): SleepRecording {
  const startMs = day * DAY_MS + startHours * 3_600_000;
  const epochs = Math.ceil(hours * EPOCHS_PER_HOUR);
  const readings = (value: number) => Array<number>(Math.ceil(epochs / 10)).fill(value);
  return {
    key: `${day} ${startHours}`,
    startMs,
    endMs: startMs + hours * 3_600_000,
    startOffsetMinutes: 0,
    endOffsetMinutes: 0,
    stages: Uint8Array.from({ length: epochs }, (_, i) => (i < 20 ? 4 : ([2, 1, 2, 3][Math.floor(i / 40) % 4] as number))),
    movement: Uint8Array.from({ length: epochs }, (_, i) => (i % 20 === 0 ? 2 : 1)),
    heartRate: readings(55),
    hrv: readings(40),
    breath: readings(14),
    skinTemperature: readings(35),
    oxygen: Array<number>(epochs).fill(97),
    pulseWaveVelocity: 6.6,
    beats: null,
    isConfirmed: null,
    isEdited: false,
    isBatteryLow: false,
    ...changes,
  };
}

/** A day with nothing but the given sleep. */
export function madeDay(day: number, sleeps: readonly SleepRecording[]): DayRecording {
  const nothing = { workouts: [], sessions: [], tags: [], restModes: [], rings: [] };
  return { day, offsetMinutes: 0, sleeps, activity: null, ...nothing, isResting: false, ringKey: 'ring' };
}
