import type { Body } from '../collections/define.js';
import { dayText } from '../lib/dates.js';
import { lastCharge, levelAt } from './battery.js';
import type { Chance } from '../simulator/chance.js';
import { readinessOf, sleepScoreOf } from './day-scores.js';
import { localText } from './helsinki-time.js';
import type { Life } from './life.js';
import { SAMPLE_MS } from './sleep-heart.js';
import type { SleepRecording } from './sleep-recording.js';

/** Below this charge in percent at bedtime the app warns. */
const LOW_BATTERY = 15;

/** What a period in bed is besides its recording. */
interface Role {
  type: 'long_sleep' | 'late_nap' | 'sleep';
  breath: number;
  readiness: object | null;
  readinessDelta: number | null;
  sleepDelta: number | null;
}

/** The periods in bed of a sleep day, 18:00 to 18:00, in time order: late nap, night, nap. */
export function sleepDocuments(life: Life, day: number, ringId: string): Body[] {
  const { napDelta, ...readiness } = readinessOf(life, day);
  const periods: [SleepRecording, Role][] = [];
  const evening = life.plan(day - 1).nap?.isLate && life.nap(day - 1);
  if (evening) {
    const sleepDelta = sleepScoreOf(life, day).napDeltas[0] as number;
    const { breath } = life.night(day - 1);
    periods.push([evening, { type: 'late_nap', breath, readiness: null, readinessDelta: napDelta, sleepDelta }]);
  }
  const { breath } = life.night(day);
  periods.push([life.sleep(day), { type: 'long_sleep', breath, readiness, readinessDelta: 0, sleepDelta: 0 }]);
  const noon = life.plan(day).nap?.isLate === false && life.nap(day);
  // Nobody confirmed it: it is listed, but counts for nothing.
  if (noon) periods.push([noon, { type: 'sleep', breath, readiness: null, readinessDelta: null, sleepDelta: null }]);
  return periods.map(([recording, role], period) => sleepBody(life.chance, recording, role, { day: dayText(day), period, ringId }));
}

function sleepBody(chance: Chance, recording: SleepRecording, role: Role, place: { day: string; period: number; ringId: string }): Body {
  const { startMs, hasHeart } = recording;
  const start = localText(startMs);
  const sample = (items: (number | null)[]) => (hasHeart ? { interval: SAMPLE_MS / 1000, items: items.slice(), timestamp: start } : null);
  return {
    average_breath: hasHeart ? role.breath : null,
    average_heart_rate: hasHeart ? recording.averageHeartRate : null,
    average_hrv: hasHeart ? recording.averageHrv : null,
    awake_time: recording.timeInBedSeconds - recording.totalSleepSeconds,
    bedtime_end: localText(recording.endMs),
    bedtime_start: start,
    day: place.day,
    deep_sleep_duration: recording.deepSleepSeconds,
    efficiency: recording.efficiency,
    heart_rate: sample(recording.heartRate),
    hrv: sample(recording.hrv),
    latency: recording.sleepOnsetLatencySeconds,
    light_sleep_duration: recording.lightSleepSeconds,
    low_battery_alert: levelAt(lastCharge(chance, startMs), startMs) < LOW_BATTERY,
    lowest_heart_rate: hasHeart ? recording.lowestHeartRate : null,
    movement_30_sec: recording.movement30,
    period: place.period,
    readiness: role.readiness,
    readiness_score_delta: role.readinessDelta,
    rem_sleep_duration: recording.remSleepSeconds,
    restless_periods: recording.restlessPeriods,
    sleep_algorithm_version: 'v2',
    sleep_analysis_reason: 'foreground_sleep_analysis',
    sleep_phase_30_sec: recording.phases30,
    sleep_phase_5_min: recording.phases5,
    sleep_score_delta: role.sleepDelta,
    time_in_bed: recording.timeInBedSeconds,
    total_sleep_duration: recording.totalSleepSeconds,
    type: role.type,
    ring_id: place.ringId,
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
