import type { SeriesColumn } from '../collections/define.js';
import { heartrate } from '../collections/heartrate.js';
import type { SeriesRows } from '../collections/series-rows.js';
import type { PulseMode, Pulses, SleepRecording } from './recordings.js';

const { choices } = heartrate.columns[1] as SeriesColumn & { type: 'choice' };
const SLEEP = choices.indexOf('sleep');
const sources: Record<PulseMode, number> = {
  still: choices.indexOf('rest'),
  burst: choices.indexOf('awake'),
  workout: choices.indexOf('workout'),
  session: choices.indexOf('session'),
  live: choices.indexOf('live'),
};
const SAMPLE_MS = 300_000;
/** What the series can hold, in beats per minute. */
const [LOWEST, HIGHEST] = [25, 250];

/**
 * The `heartrate` rows of periods in bed, in time order, and of the pulses between them; those within a period are left out. Times ascend
 * strictly: where periods overlap, the first one counts.
 */
export function heartrateRows(sleeps: readonly SleepRecording[], pulses: Pulses): SeriesRows {
  const times: number[] = [];
  const bpms: number[] = [];
  const places: number[] = [];
  let doneMs = Number.NEGATIVE_INFINITY;
  const add = (ms: number, bpm: number, place: number) => {
    if (ms <= doneMs || bpm < LOWEST || bpm > HIGHEST) return;
    times.push(ms);
    bpms.push(Math.round(bpm));
    places.push(place);
    doneMs = ms;
  };
  let next = 0;
  const addPulsesBefore = (endMs: number) => {
    for (; next < pulses.times.length && (pulses.times[next] as number) < endMs; next++) {
      add(pulses.times[next] as number, pulses.bpms[next] as number, sources[pulses.modes[next] as PulseMode]);
    }
  };
  for (const { startMs, endMs, heartRate } of sleeps) {
    addPulsesBefore(startMs);
    while (next < pulses.times.length && (pulses.times[next] as number) < endMs) next++;
    heartRate?.forEach((bpm, i) => {
      const ms = startMs + i * SAMPLE_MS;
      if (bpm !== null && ms < endMs) add(ms, bpm, SLEEP);
    });
  }
  addPulsesBefore(Number.POSITIVE_INFINITY);
  return { times, columns: [bpms, places] };
}
