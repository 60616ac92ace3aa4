import type { Beats, Readings, SleepRecording } from './recordings.js';

const WINDOW_MS = 300_000;
const GOOD = 1;
const LEAST_SHARE = 0.6;
// A beat that comes much later than its interval says has lost its neighbour.
const MOST_DISTANCE = 1.5;

/**
 * Heart rate (beats per minute) and RMSSD (ms) per 5 minutes, whole, from beats judged good, RMSSD from neighbouring ones. Null where good
 * intervals fill less than 60 % of the window: bad beats and missing ones count alike.
 */
export function beatSeries(beats: Beats, startMs: number, endMs: number): { heartRate: Readings; hrv: Readings } {
  const { times, intervals, validities } = beats;
  const length = Math.ceil((endMs - startMs) / WINDOW_MS);
  const goods = new Uint32Array(length);
  const goodMs = new Float64Array(length);
  const pairs = new Uint32Array(length);
  const squares = new Float64Array(length);
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    if (validities[i] !== GOOD || time < startMs || time >= endMs) continue;
    const window = Math.floor((time - startMs) / WINDOW_MS);
    const interval = intervals[i] as number;
    goods[window] = (goods[window] as number) + 1;
    goodMs[window] = (goodMs[window] as number) + interval;
    if (i === 0 || validities[i - 1] !== GOOD || time - (times[i - 1] as number) > MOST_DISTANCE * interval) continue;
    pairs[window] = (pairs[window] as number) + 1;
    squares[window] = (squares[window] as number) + (interval - (intervals[i - 1] as number)) ** 2;
  }
  const heartRate: (number | null)[] = [];
  const hrv: (number | null)[] = [];
  for (let i = 0; i < length; i++) {
    const windowMs = Math.min(WINDOW_MS, endMs - startMs - i * WINDOW_MS);
    const isKnown = (goodMs[i] as number) >= LEAST_SHARE * windowMs && (pairs[i] as number) > 0;
    heartRate.push(isKnown ? Math.round((60_000 * (goods[i] as number)) / (goodMs[i] as number)) : null);
    hrv.push(isKnown ? Math.round(Math.sqrt((squares[i] as number) / (pairs[i] as number))) : null);
  }
  return { heartRate, hrv };
}

/** The recording with heart rate and variability from its beats, where it has only those. */
export function withSeries(recording: SleepRecording): SleepRecording {
  const { beats, heartRate, startMs, endMs } = recording;
  return beats === null || heartRate !== null ? recording : { ...recording, ...beatSeries(beats, startMs, endMs) };
}
