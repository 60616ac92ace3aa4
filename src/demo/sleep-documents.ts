import type { Body } from '../collections/define.js';
import { dayText } from '../lib/dates.js';
import { lastCharge, levelAt } from './battery.js';
import { roundTo } from './curve.js';
import { readinessOf, sleepScoreOf } from './day-scores.js';
import { localText } from './helsinki-time.js';
import type { Life } from './life.js';
import { SAMPLE_MS } from './sleep-heart.js';
import type { SleepRecording } from './sleep-recording.js';

/** Below this charge in percent at bedtime the app warns. */
const LOW_BATTERY = 15;
/** Shorter sleeps are shown without anything about the heart. */
const SHORTEST_WITH_HEART_SECONDS = 20 * 60;

/** The periods in bed of a sleep day, 18:00 to 18:00, in time order: late nap, night, nap. */
export function sleepDocuments(life: Life, day: number, ringId: string): Body[] {
  const bodies: Body[] = [];
  const add = (recording: SleepRecording, kind: Partial<Body>) =>
    bodies.push(sleepBody(life, recording, { day: dayText(day), period: bodies.length, ring_id: ringId, ...kind }));
  const { napDelta, ...readiness } = readinessOf(life, day);
  if (life.plan(day - 1).nap?.isLate) {
    const deltas = { readiness_score_delta: napDelta, sleep_score_delta: sleepScoreOf(life, day).napDelta };
    add(life.nap(day - 1) as SleepRecording, { type: 'late_nap', average_breath: life.night(day - 1).breath, ...deltas });
  }
  const night = { type: 'long_sleep', average_breath: life.night(day).breath, readiness, readiness_score_delta: 0, sleep_score_delta: 0 };
  add(life.sleep(day), night);
  // A nap nobody confirmed: it is listed, but counts for nothing.
  if (life.plan(day).nap?.isLate === false) add(life.nap(day) as SleepRecording, { type: 'sleep', average_breath: life.night(day).breath });
  return bodies;
}

function sleepBody(life: Life, recording: SleepRecording, kind: Partial<Body>): Body {
  const { startMs } = recording;
  const hasHeart = recording.timeInBed >= SHORTEST_WITH_HEART_SECONDS;
  const start = localText(startMs);
  const sample = (items: (number | null)[]) => (hasHeart ? { interval: SAMPLE_MS / 1000, items, timestamp: start } : null);
  return {
    average_breath: roundTo((kind.average_breath as number) ?? 0, 8),
    average_heart_rate: hasHeart ? recording.averageHeartRate : null,
    average_hrv: hasHeart ? recording.averageHrv : null,
    awake_time: recording.timeInBed - recording.total,
    bedtime_end: localText(recording.endMs),
    bedtime_start: start,
    day: kind.day,
    deep_sleep_duration: recording.deep,
    efficiency: recording.efficiency,
    heart_rate: sample(recording.heartRate),
    hrv: sample(recording.hrv),
    latency: recording.latency,
    light_sleep_duration: recording.light,
    low_battery_alert: levelAt(lastCharge(life.chance, startMs), startMs) < LOW_BATTERY,
    lowest_heart_rate: hasHeart ? recording.lowestHeartRate : null,
    movement_30_sec: recording.movement30,
    period: kind.period,
    readiness: kind.readiness ?? null,
    readiness_score_delta: kind.readiness_score_delta ?? null,
    rem_sleep_duration: recording.rem,
    restless_periods: recording.restlessPeriods,
    sleep_algorithm_version: 'v2',
    sleep_analysis_reason: 'foreground_sleep_analysis',
    sleep_phase_30_sec: recording.phases30,
    sleep_phase_5_min: recording.phases5,
    sleep_score_delta: kind.sleep_score_delta ?? null,
    time_in_bed: recording.timeInBed,
    total_sleep_duration: recording.total,
    type: kind.type,
    ring_id: kind.ring_id,
    app_sleep_phase_5_min: recording.phases5,
  };
}

/** The sleep score of a day. */
export function dailySleepBody(life: Life, day: number): Body {
  const { contributors, score } = sleepScoreOf(life, day);
  return { contributors, day: dayText(day), score, timestamp: utcMidnight(day) };
}

/** The readiness score of a day. */
export function dailyReadinessBody(life: Life, day: number): Body {
  const { napDelta: _, contributors, ...rest } = readinessOf(life, day);
  return { contributors, day: dayText(day), ...rest, timestamp: utcMidnight(day) };
}

// Oura: sic, these two are stamped in UTC whatever the wearer's zone.
const utcMidnight = (day: number) => `${dayText(day)}T00:00:00.000+00:00`;
