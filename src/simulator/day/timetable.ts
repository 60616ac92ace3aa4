import type { Segment } from '../life/life.js';

const MINUTE_MS = 60_000;
const GAP_MINUTES = 3;

/** The segments of a day while it is being planned; times in whole minutes since the Unix epoch. */
export interface Timetable {
  /** Takes a stretch if all of it is free. */
  add(kind: Segment['kind'], start: number, minutes: number): Segment | null;
  /** Takes a stretch whatever is there: up to whoever asks. */
  force(kind: Segment['kind'], start: number, minutes: number): void;
  /** Takes the first stretch long enough from `start` on, if there is one before the day ends. */
  fit(kind: Segment['kind'], start: number, minutes: number): Segment | null;
  /** All of them in time order. */
  segments(): Segment[];
}

/** An empty timetable between two minutes. */
export function createTimetable(from: number, to: number): Timetable {
  const taken: { start: number; end: number; segment: Segment }[] = [];
  const clashOf = (start: number, end: number) => taken.find((other) => start < other.end + GAP_MINUTES && other.start < end + GAP_MINUTES);
  const force = (kind: Segment['kind'], start: number, minutes: number) => {
    const segment = { kind, startMs: start * MINUTE_MS, endMs: (start + minutes) * MINUTE_MS };
    taken.push({ start, end: start + minutes, segment });
    return segment;
  };
  const add: Timetable['add'] = (kind, start, minutes) => {
    const end = start + minutes;
    return minutes <= 0 || start < from || end > to || clashOf(start, end) ? null : force(kind, start, minutes);
  };
  return {
    add,
    force,
    fit(kind, start, minutes) {
      let free = Math.max(from, start);
      for (let clash = clashOf(free, free + minutes); clash; clash = clashOf(free, free + minutes)) free = clash.end + GAP_MINUTES;
      return add(kind, free, minutes);
    },
    segments: () => taken.sort((a, b) => a.start - b.start).map(({ segment }) => segment),
  };
}
