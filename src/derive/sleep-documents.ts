import type { Body } from '../collections/define.js';
import { dayText, localDateTime } from '../lib/dates.js';
import { withSeries } from './beat-series.js';
import type { PeriodFacts } from './day-facts.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { digitText, fiveMinuteStages } from './five-minute-stages.js';
import { measurePeriods } from './measure-periods.js';
import { readinessOfNight, utcMidnight } from './readiness-documents.js';
import type { Readings, SleepRecording } from './recordings.js';

const SAMPLE_SECONDS = 300;

/** What the day makes of a period in bed. */
interface Role {
  day: number;
  period: number;
  ringKey: string | null;
  readiness: object | null;
  readinessDelta: number | null;
  sleepDelta: number | null;
}

/** `sleep` documents of a sleep day, in time order; their `ring_id` is the key of the ring. */
export function sleepDocuments({ recording, facts }: DayContext): DerivedDocument[] {
  const { day, ringKey, sleeps } = recording;
  const { sleep, readiness } = facts;
  const documents: DerivedDocument[] = [];
  measurePeriods(recording, sleep).forEach((period, i) => {
    if (period === null) return;
    const body = sleepBody(withSeries(sleeps[i] as SleepRecording), period, {
      day,
      period: documents.length,
      ringKey,
      readiness: readiness !== null && sleep?.mainIndex === i ? readinessOfNight(readiness) : null,
      readinessDelta: readiness?.scoreDeltas[i] ?? null,
      sleepDelta: sleep?.scoreDeltas[i] ?? null,
    });
    documents.push({ key: (sleeps[i] as SleepRecording).key, body });
  });
  return documents;
}

function sleepBody(recording: SleepRecording, facts: PeriodFacts, role: Role): Body {
  const start = localDateTime(recording.startMs, recording.startOffsetMinutes);
  const phases = digitText(fiveMinuteStages(recording.stages));
  const { timeInBedSeconds, totalSleepSeconds, lowestHeartRate } = facts;
  const sample = (items: Readings | null) =>
    items === null || lowestHeartRate === null ? null : { interval: SAMPLE_SECONDS, items, timestamp: start };
  return {
    average_breath: facts.averageBreath,
    average_heart_rate: facts.averageHeartRate,
    average_hrv: facts.averageHrv,
    awake_time: timeInBedSeconds - totalSleepSeconds,
    bedtime_end: localDateTime(recording.endMs, recording.endOffsetMinutes),
    bedtime_start: start,
    day: dayText(role.day),
    deep_sleep_duration: facts.deepSleepSeconds,
    efficiency: Math.round((100 * totalSleepSeconds) / timeInBedSeconds),
    heart_rate: sample(recording.heartRate),
    hrv: sample(recording.hrv),
    latency: facts.sleepOnsetLatencySeconds,
    light_sleep_duration: facts.lightSleepSeconds,
    low_battery_alert: recording.isBatteryLow,
    lowest_heart_rate: lowestHeartRate,
    movement_30_sec: digitText(recording.movement),
    period: role.period,
    readiness: role.readiness,
    readiness_score_delta: role.readinessDelta,
    rem_sleep_duration: facts.remSleepSeconds,
    restless_periods: facts.restlessPeriods,
    sleep_algorithm_version: 'v2',
    sleep_analysis_reason: recording.isEdited ? 'bedtime_edit' : 'foreground_sleep_analysis',
    sleep_phase_30_sec: digitText(recording.stages),
    sleep_phase_5_min: phases,
    sleep_score_delta: role.sleepDelta,
    time_in_bed: timeInBedSeconds,
    total_sleep_duration: totalSleepSeconds,
    type: facts.type,
    ring_id: role.ringKey,
    app_sleep_phase_5_min: phases,
  };
}

/** `daily_sleep` of a day. */
export function dailySleepDocuments({ facts: { day, sleep } }: DayContext): DerivedDocument[] {
  if (sleep === null) return [];
  const { contributors, score } = sleep;
  return [{ key: String(day), body: { contributors, day: dayText(day), score, timestamp: utcMidnight(day) } }];
}
