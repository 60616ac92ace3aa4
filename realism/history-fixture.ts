import { DAY_MS, dayText, localDateTime } from '../src/lib/dates.js';
import type { SimulatedHistory, TruthDay } from './history.js';
import { activityOn } from './history-fixture-activity.js';

type Document = Record<string, unknown>;

const [DAYS, FIRST_DAY, OFFSET_MINUTES] = [16, 20_000, 120];
const IN_BED_SECONDS = 28_810;
const HOUR_MS = 3_600_000;

/** The instant of an hour of a local day, two hours east of UTC. */
export const hourMs = (day: number, hour: number): number => day * DAY_MS + (hour - OFFSET_MINUTES / 60) * HOUR_MS;

/** An instant as local text. */
export const localText = (ms: number): string => localDateTime(ms, OFFSET_MINUTES);

/** A plain person of sixteen equal days, in whose documents every statement holds. */
export function createHistoryFixture(): SimulatedHistory {
  const days = Array.from({ length: DAYS }, (_, i) => FIRST_DAY + i);
  const each = (make: (day: number, place: number) => Document | null) =>
    days.map(make).filter((document) => document !== null) as Document[];
  const documents = new Map<string, Document[]>([
    ['sleep', each(sleepOn)],
    ['daily_sleep', each((day) => ({ ...stamped(day), id: `s${day}`, contributors: sleepContributors, score: 80 }))],
    ['daily_readiness', each((day, i) => ({ ...stamped(day), id: `r${day}`, ...readinessOf(i) }))],
    ['daily_activity', each((day, i) => activityOn(day, i === DAYS - 2))],
    ['daily_stress', each((day) => ({ id: `t${day}`, day: dayText(day), stress_high: 1800, recovery_high: 900, day_summary: 'normal' }))],
    ['daily_resilience', each((day, i) => (i < 9 ? null : resilienceOn(day)))],
    ['daily_cardiovascular_age', each((day, i) => (i < 13 ? null : { id: `c${day}`, day: dayText(day), vascular_age: 35 }))],
    ['vO2_max', [{ id: 'v', day: dayText(FIRST_DAY + 7), vo2_max: 41 }]],
    [
      'daily_spo2',
      each((day) => ({ id: `o${day}`, day: dayText(day), spo2_percentage: { average: 97.125 }, breathing_disturbance_index: 3 })),
    ],
    ['sleep_time', each((day) => ({ id: `b${day}`, day: dayText(day), ...noBedtime }))],
    ['workout', each((day) => ({ id: `w${day}`, day: dayText(day), activity: 'walking', calories: 70, ...between(day, 17, 17.5) }))],
    ['session', each((day) => ({ id: `m${day}`, day: dayText(day), type: 'rest', ...between(day, 13, 13.25) }))],
  ]);
  const profile = { sex: 'female' as const, ageYears: 40, weightKg: 72, heightMetres: 1.7 };
  return {
    ...{ index: 0, persona: 'steady', zone: 'Europe/Helsinki', profile, firstDay: FIRST_DAY, lastDay: FIRST_DAY + DAYS - 1, documents },
    heartrate: rowsOf(days.flatMap(pulsesOn)),
    battery: rowsOf(days.flatMap((day, i) => chargesOn(day, i === DAYS - 2))),
    beats: rowsOf(beatsFrom(hourMs(FIRST_DAY, -1))),
    truth: days.map(truthOn),
  };
}

const stamped = (day: number) => ({ day: dayText(day), timestamp: `${dayText(day)}T00:00:00.000+00:00` });
const between = (day: number, from: number, to: number) => ({
  start_datetime: localText(hourMs(day, from)),
  end_datetime: localText(hourMs(day, to)),
});
const keys = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 80]));
const sleepContributors = keys('deep_sleep', 'efficiency', 'latency', 'rem_sleep', 'restfulness', 'timing', 'total_sleep');
const noBedtime = { status: 'not_enough_nights', optimal_bedtime: null, recommendation: null };

function readinessOf(place: number): Document {
  const contributors = {
    ...keys('body_temperature', 'previous_day_activity', 'previous_night', 'recovery_index', 'resting_heart_rate'),
    activity_balance: place < 2 ? null : 80,
    hrv_balance: place < 3 ? null : 80,
    sleep_balance: place < 2 ? null : 80,
    sleep_regularity: place < 6 ? null : 80,
  };
  return { contributors, score: 79, temperature_deviation: 0.1, temperature_trend_deviation: place < 1 ? null : 0.1 };
}

const resilienceOn = (day: number): Document => ({
  ...{ id: `e${day}`, day: dayText(day), level: 'adequate' },
  contributors: { sleep_recovery: 45.5, daytime_recovery: 50, stress: 48.1 },
});

function sleepOn(day: number, place: number): Document {
  const startMs = hourMs(day, -1);
  const timestamp = localText(startMs);
  const sample = (usual: number, low: number) => ({
    ...{ interval: 300, timestamp },
    items: Array.from({ length: 97 }, (_, i) => (i === 0 ? null : i === 10 ? low : usual)),
  });
  return {
    ...{ id: `n${day}`, meta: { version: 1 }, day: dayText(day), type: 'long_sleep', period: 0 },
    ...{ bedtime_start: timestamp, bedtime_end: localText(startMs + IN_BED_SECONDS * 1000), time_in_bed: IN_BED_SECONDS },
    ...{ deep_sleep_duration: 6000, light_sleep_duration: 15_000, rem_sleep_duration: 6000, total_sleep_duration: 27_000 },
    ...{ awake_time: 1810, latency: 900, efficiency: 94, average_breath: 14.125, average_heart_rate: 60, average_hrv: 50 },
    ...{ lowest_heart_rate: 59, heart_rate: sample(60, 59), hrv: sample(50, 50), movement_30_sec: `${'1'.repeat(960)}2` },
    sleep_phase_30_sec: '4'.repeat(30) + '1'.repeat(200) + '2'.repeat(500) + '3'.repeat(200) + '4'.repeat(31),
    sleep_phase_5_min: '4'.repeat(3) + '1'.repeat(20) + '2'.repeat(50) + '3'.repeat(20) + '4'.repeat(4),
    ...{ readiness: readinessOf(place), readiness_score_delta: 0, sleep_score_delta: 0, sleep_analysis_reason: null },
  };
}

type Row = [ms: number, ...columns: number[]];

// In the order of the choices: awake 0, workout 1, rest 2, sleep 3, live 4, session 5.
function pulsesOn(day: number): Row[] {
  const asleep = Array.from({ length: 96 }, (_, i): Row => [hourMs(day, -1) + (i + 1) * 300_000, 60, 3]);
  const awake: Row[] = [
    ...[[hourMs(day, 12), 70, 2] as Row, [hourMs(day, 12) + 300_000, 71, 2] as Row, [hourMs(day, 13.1), 66, 5] as Row],
    ...[[hourMs(day, 17.25), 120, 1] as Row, [hourMs(day, 19), 80, 0] as Row],
  ];
  return [...asleep, ...awake];
}

// Percent; charged at 20:00 except on the day fully worn.
const chargesOn = (day: number, isWorn: boolean): Row[] => [
  [hourMs(day, 8), 1, 1, 60],
  ...(isWorn ? [] : ([20, 20.25, 20.5] as const).map((hour, i): Row => [hourMs(day, hour), 2, 2, [50, 62, 75][i] as number])),
  [hourMs(day, 22), 1, 1, isWorn ? 60 : 61],
];

// Intervals 50 ms apart in turn: RMSSD 50, 60 a minute.
const beatsFrom = (startMs: number): Row[] =>
  Array.from({ length: 28_000 }, (_, i): Row => [startMs + i * 1000 + (i % 2) * 25, i % 2 ? 1025 : 975, 1]);

function rowsOf(rows: Row[]) {
  const width = (rows[0]?.length ?? 1) - 1;
  return { times: rows.map(([ms]) => ms), columns: Array.from({ length: width }, (_, i) => rows.map((row) => row[i + 1] as number)) };
}

function truthOn(day: number): TruthDay {
  const state = {
    ...{ fitness: 0, fatigue: 0, stress: 0, circadianPhase: 0, season: 0, cycleDay: day % 28, luteal: 0, illness: 0, daysSinceOnset: null },
    ...{ alcohol: 0, sleepDebt: 0, heartRate: 0, lnRmssd: 0, temperature: 0, breath: 0, events: [] },
  };
  const startMs = hourMs(day, -1);
  const sleep = [{ startMs, endMs: startMs + IN_BED_SECONDS * 1000, stages: new Uint8Array(), isRecorded: true }];
  return { day, state, events: [], sleep };
}
