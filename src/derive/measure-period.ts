import { DAY_MS } from '../lib/dates.js';
import { withSeries } from './beat-series.js';
import type { PeriodFacts } from './day-facts.js';
import { fiveMinuteStages } from './five-minute-stages.js';
import type { Readings, SleepRecording } from './recordings.js';
import { restlessPeriods } from './restless-periods.js';
import { measureHypnogram } from './scores/measure-hypnogram.js';
import { recoveryHours } from './scores/readiness-measures.js';
import { roundTo } from './scores/rounding.js';
import { sleepType } from './scores/sleep-day.js';

const EPOCH_SECONDS = 30;
const AWAKE = 4;

/** Measures a period in bed of a sleep day (days since 1970-01-01) by itself; null where it is too short or without sleep. */
export function measurePeriod(recording: SleepRecording, day: number): PeriodFacts | null {
  const { startMs, endMs, endOffsetMinutes, stages, isConfirmed } = recording;
  const timeInBedSeconds = (endMs - startMs) / 1000;
  // An epoch only begun would be more sleep than there was time: what remains of it is spent awake.
  const hypnogram = measureHypnogram(stages.subarray(0, Math.floor(timeInBedSeconds / EPOCH_SECONDS)), EPOCH_SECONDS);
  const { totalSleepSeconds } = hypnogram;
  const type = sleepType({ endMs, offsetMinutes: endOffsetMinutes, timeInBedSeconds, totalSleepSeconds, isConfirmed });
  if (type === null) return null;
  const { heartRate, hrv, breath, skinTemperature, movement, pulseWaveVelocity } = withSeries(recording);
  const phases = fiveMinuteStages(stages);
  const midnightMs = day * DAY_MS - endOffsetMinutes * 60_000;
  const averageHeartRate = meanOf(heartRate);
  const averageBreath = meanOf(breath);
  const averageHrv = meanOf(hrv);
  return {
    ...hypnogram,
    type,
    timeInBedSeconds,
    restlessPeriods: restlessPeriods(movement, phases),
    lowestHeartRate: lowestOf(heartRate),
    averageHeartRate: averageHeartRate === null ? null : roundTo(averageHeartRate, 8),
    averageBreath: averageBreath === null ? null : roundTo(averageBreath, 8),
    averageHrv: averageHrv === null ? null : Math.round(averageHrv),
    recoveryHours: heartRate === null ? null : recoveryHours(heartRate, timeInBedSeconds),
    skinTemperature: meanOf(skinTemperature, phases),
    pulseWaveVelocity,
    bedtimeSeconds: (startMs - midnightMs) / 1000,
    riseSeconds: (endMs - midnightMs) / 1000,
  };
}

/** Mean of the known readings, of those asleep where phases are given. */
function meanOf(readings: Readings | null, phases?: Uint8Array): number | null {
  let sum = 0;
  let known = 0;
  for (let i = 0; readings !== null && i < readings.length; i++) {
    const reading = readings[i] as number | null;
    if (reading === null || phases?.[i] === AWAKE) continue;
    sum += reading;
    known++;
  }
  return known > 0 ? sum / known : null;
}

function lowestOf(readings: Readings | null): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  for (const reading of readings ?? []) if (reading !== null && reading < lowest) lowest = reading;
  return lowest < Number.POSITIVE_INFINITY ? Math.round(lowest) : null;
}
