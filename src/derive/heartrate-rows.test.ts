import { expect, test } from 'vitest';
import { clockMs } from '../../test/derive/made-day.js';
import { heartrate } from '../collections/heartrate.js';
import { heartrateRows } from './heartrate-rows.js';
import type { PulseMode, Pulses, Readings, SleepRecording } from './recordings.js';

const sleepOf = (startMs: number, endMs: number, heartRate: Readings | null) => ({ startMs, endMs, heartRate }) as SleepRecording;
const nap = sleepOf(clockMs(13), clockMs(13, 11), [null, 55, 54.4, 53]);
const minutesPast = (...minutes: number[]) => minutes.map((minute) => clockMs(13, minute));
const pulsesOf = (times: number[], modes: PulseMode[] = times.map(() => 'burst')): Pulses => ({ times, bpms: times.map(() => 70), modes });

/** Minutes past 13:00, beats and sources. */
function tellRows(sleeps: SleepRecording[], pulses: Pulses): string[] {
  const { times, columns } = heartrateRows(sleeps, pulses);
  const { choices } = heartrate.columns[1] as unknown as { choices: string[] };
  return times.map((ms, i) => `${(ms - clockMs(13)) / 60_000} ${columns[0]?.[i]} ${choices[columns[1]?.[i] as number]}`);
}

test('periods in bed among pulses, which give way to them', () => {
  const pulses = pulsesOf(minutesPast(-2, 0, 4, 10, 11, 12));
  expect(tellRows([nap], pulses)).toEqual(['-2 70 awake', '5 55 sleep', '10 54 sleep', '11 70 awake', '12 70 awake']);
});

test('sources by how the pulse was measured', () => {
  const pulses = pulsesOf(minutesPast(1, 2, 3, 4, 5), ['still', 'burst', 'workout', 'session', 'live']);
  expect(tellRows([], pulses)).toEqual(['1 70 rest', '2 70 awake', '3 70 workout', '4 70 session', '5 70 live']);
});

test('a period without heart rate still silences pulses; overlaps and impossible rates leave no rows', () => {
  expect(tellRows([{ ...nap, heartRate: null }], pulsesOf(minutesPast(5, 20)))).toEqual(['20 70 awake']);
  const overlapping = sleepOf(clockMs(13, 5), clockMs(13, 20), [60, 61, 0]);
  expect(tellRows([nap, overlapping], pulsesOf([]))).toEqual(['5 55 sleep', '10 54 sleep']);
});
