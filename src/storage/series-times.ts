import { DAY_MS } from '../lib/dates.js';
import { difference, sum } from './exact-difference.js';
import { readNumbers, writeNumbers } from './number-blocks.js';
import type { VarintReader, VarintWriter } from './varint.js';

/** How a time is foretold: as that of the row before, or an interval later, the row's own or the last row's. */
const REPEATED = 0;
const AFTER_OWN_INTERVAL = 1;
const AFTER_LAST_INTERVAL = 2;

/** What foretells most of these times (ms). `intervals` may be what lies between them, or numbers of any other meaning, or none. */
export function foretellingOf(times: readonly number[], intervals: readonly number[]): number {
  return intervalForetelling(times, intervals) ?? REPEATED;
}

/** Writes times, in units of `scale` ms, as differences to what was foretold. */
export function writeTimes(
  writer: VarintWriter,
  times: readonly number[],
  epochMs: number,
  scale: number,
  foretelling: number,
  intervals: readonly number[],
): void {
  const differences: number[] = new Array(times.length);
  let expected = epochMs / scale;
  for (let i = 0; i < times.length; i++) {
    const time = (times[i] as number) / scale;
    if (foretelling === AFTER_OWN_INTERVAL) expected += intervals[i] as number;
    differences[i] = difference(expected, time);
    expected = foretelling === AFTER_LAST_INTERVAL ? time + (intervals[i] as number) : time;
  }
  writeNumbers(writer, differences);
}

/** Reads what `writeTimes` wrote. */
export function readTimes(
  reader: VarintReader,
  count: number,
  epochMs: number,
  scale: number,
  foretelling: number,
  intervals: readonly number[],
): number[] {
  const times = readNumbers(reader, count);
  let time = epochMs / scale;
  for (let i = 0; i < count; i++) {
    if (foretelling === AFTER_OWN_INTERVAL) time += intervals[i] as number;
    time = sum(time, times[i] as number);
    times[i] = time * scale;
    if (foretelling === AFTER_LAST_INTERVAL) time += intervals[i] as number;
  }
  return times;
}

function intervalForetelling(times: readonly number[], intervals: readonly number[]): number | null {
  if (intervals.length < times.length) return null;
  let own = 0;
  let last = 0;
  let largest = 0;
  let lastInterval = 0;
  let lastTime = 0;
  for (let i = 0; i < times.length; i++) {
    const interval = intervals[i] as number;
    const step = (times[i] as number) - lastTime;
    if (step === interval) own++;
    if (step === lastInterval) last++;
    if (Math.abs(interval) > largest) largest = Math.abs(interval);
    lastTime = times[i] as number;
    lastInterval = interval;
  }
  // With larger intervals sums might not be exact.
  if (largest > DAY_MS || Math.max(own, last) * 2 <= times.length) return null;
  return own >= last ? AFTER_OWN_INTERVAL : AFTER_LAST_INTERVAL;
}
