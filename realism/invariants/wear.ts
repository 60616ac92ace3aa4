import type { SeriesRows } from '../../src/collections/series-rows.js';
import { createInside, type Intervals, joined, overlapMs } from '../intervals.js';
import type { HistoryView } from '../view.js';
import type { Expect, Invariant } from './invariant.js';

// Places in the columns of ring_battery_level, and of `true` among the choices of `charging`.
const [CHARGING, LEVEL, TRUE] = [0, 2, 2];

/** I-34: nothing is measured without the ring. */
export const wear: Invariant[] = [
  {
    id: 'I-34',
    text: 'while not worn or charging there are no heartrate, no beats, no sleep, MET is at most 0.1 and the class 0; charge rises only in the charger',
    check: (view, expect) => {
      const { battery, heartrate, beats } = view.history;
      const charging = chargingTimes(battery);
      expectOutside(heartrate, 'heart rate', [view.nonWear, charging], expect);
      expectOutside(beats, 'beat', [view.nonWear, charging], expect);
      for (const { document, startMs, endMs } of view.periods) {
        const lost = overlapMs(view.nonWear, startMs, endMs) + overlapMs(charging, startMs, endMs);
        expect(lost === 0, () => `sleep ${document.bedtime_start}: ${lost / 60_000} min without the ring`);
      }
      expectClasses(view, expect);
      expectWornOff(view, charging, expect);
      expectDischarge(battery, expect);
    },
  },
];

// What is between two rows of charging, one after the other.
function chargingTimes({ times, columns }: SeriesRows): Intervals {
  const flags = columns[CHARGING] as number[];
  const pairs: [number, number][] = [];
  for (let i = 1; i < times.length; i++)
    if (flags[i] === TRUE && flags[i - 1] === TRUE) pairs.push([times[i - 1] as number, times[i] as number]);
  return joined(pairs);
}

function expectOutside({ times }: SeriesRows, what: string, intervals: Intervals[], expect: Expect): void {
  const questions = intervals.map(createInside);
  for (const time of times) {
    let isOutside = true;
    for (const isInside of questions) if (isInside(time)) isOutside = false;
    expect(isOutside, () => `${what} at ${new Date(time).toISOString()}`);
  }
}

function expectClasses({ activities }: HistoryView, expect: Expect): void {
  for (const { document } of activities) {
    const { items } = document.met;
    let wrong = 0;
    for (let at = 0; at * 5 < items.length; at++) {
      const minutes = items.slice(at * 5, at * 5 + 5);
      const off = minutes.filter((met) => (met as number) <= 0.1).length;
      const isZero = document.class_5_min[at] === '0';
      if ((off === minutes.length && !isZero) || (off === 0 && isZero)) wrong++;
    }
    expect(wrong === 0, () => `${document.day}: ${wrong} classes`);
  }
}

function expectWornOff({ activities, nonWear }: HistoryView, charging: Intervals, expect: Expect): void {
  for (const { document, startMs } of activities) {
    const endMs = startMs + document.met.items.length * 60_000;
    charging.starts.forEach((from, i) => {
      const [start, end] = [Math.max(startMs, from), Math.min(endMs, charging.ends[i] as number)];
      // Minutes only partly in the charger are left out.
      const [first, last] = [Math.ceil(start / 60_000) * 60_000, Math.floor(end / 60_000) * 60_000];
      if (first >= last) return;
      expect(overlapMs(nonWear, first, last) === last - first, () => `${document.day}: MET while charging`);
    });
  }
}

function expectDischarge({ times, columns }: SeriesRows, expect: Expect): void {
  const [flags, levels] = [columns[CHARGING] as number[], columns[LEVEL] as number[]];
  for (let i = 1; i < times.length; i++) {
    const hasRisen = (levels[i] as number) > (levels[i - 1] as number);
    const isCharging = flags[i] === TRUE || flags[i - 1] === TRUE;
    expect(!hasRisen || isCharging, () => `battery at ${new Date(times[i] as number).toISOString()}: ${levels[i - 1]} to ${levels[i]}`);
  }
}
