import type { SeriesColumn } from '../collections/define.js';
import { heartrate } from '../collections/heartrate.js';
import type { SeriesRows } from '../collections/series-rows.js';
import type { Dice } from '../simulator/chance.js';
import type { Segment } from './day-plan.js';
import { activityStartMs, type Life } from './life.js';
import { SESSION_SECONDS, sessionHeartRates } from './moment-documents.js';
import { SAMPLE_MS } from './sleep-heart.js';
import type { SleepRecording } from './sleep-recording.js';

const [AWAKE, WORKOUT, REST, SLEEP, SESSION] = ['awake', 'workout', 'rest', 'sleep', 'session'].map(placeOf) as [
  number,
  number,
  number,
  number,
  number,
];
/** Beats per minute above the night's lowest: sitting, and more with each MET. */
const SITTING_EXCESS = 15;
const BEATS_PER_MET = 9.5;
const SESSION_ROW_EVERY = 6;

/** Heart rates from going to bed before `day` up to going to bed after it. */
export function heartrateSpan(life: Life, day: number): SeriesRows {
  const times: number[] = [];
  const bpms: number[] = [];
  const sources: number[] = [];
  const dice = life.chance.dice('heart rows', day);
  const add = (ms: number, bpm: number, source: number) => {
    times.push(ms);
    bpms.push(bpm);
    sources.push(source);
  };
  const addSleep = ({ startMs, heartRate, hasHeart }: SleepRecording) => {
    if (!hasHeart) return;
    heartRate.forEach((bpm, i) => {
      if (bpm !== null) add(startMs + i * SAMPLE_MS, bpm, SLEEP);
    });
  };
  const met = life.movement(day);
  const dayStartMs = activityStartMs(day);
  const base = life.night(day).lowestHeartRate + SITTING_EXCESS;
  const bpmAt = (ms: number) => {
    const tenths = met[Math.floor((ms - dayStartMs) / 60_000)] ?? 12;
    return Math.round(base + BEATS_PER_MET * (tenths / 10 - 1.2) + 3 * dice.normal());
  };

  const inSegment = (segment: Segment) => {
    if (segment.kind === 'nap') addSleep(life.nap(day) as SleepRecording);
    else if (segment.kind === 'rest') {
      for (let ms = segment.startMs; ms < segment.endMs; ms += SAMPLE_MS) add(ms, bpmAt(ms) - 4, REST);
    } else if (segment.kind === 'session') {
      sessionHeartRates(life, day).forEach((bpm, i) => {
        if (i % SESSION_ROW_EVERY === 0) add(segment.startMs + i * SESSION_SECONDS * 1000, bpm, SESSION);
      });
    } else if (segment.kind === 'workout') {
      for (let ms = segment.startMs; ms < segment.endMs; ms += secondsMs(dice, 15, 45)) add(ms, Math.min(190, bpmAt(ms)), WORKOUT);
    }
  };

  addSleep(life.sleep(day));
  let from = life.sleep(day).endMs;
  for (const segment of life.plan(day).segments) {
    addBursts(dice, from, segment.startMs, (ms) => add(ms, bpmAt(ms), AWAKE));
    inSegment(segment);
    from = segment.endMs;
  }
  addBursts(dice, from, life.night(day + 1).startMs, (ms) => add(ms, bpmAt(ms), AWAKE));
  return { times, columns: [bpms, sources] };
}

// Two to four readings seconds apart, then minutes of silence.
function addBursts(dice: Dice, fromMs: number, toMs: number, add: (ms: number) => void): void {
  let ms = fromMs + secondsMs(dice, 20, 240);
  while (ms < toMs) {
    for (let left = Math.floor(dice.between(2, 4.5)); left > 0 && ms < toMs; left--) {
      add(ms);
      ms += dice.next() < 0.5 ? secondsMs(dice, 1, 7) : secondsMs(dice, 8, 40);
    }
    ms += secondsMs(dice, 150, 420);
  }
}

const secondsMs = (dice: Dice, low: number, high: number) => Math.floor(dice.between(low, high)) * 1000;

/** The number by which rows name a source. */
function placeOf(source: string): number {
  const column = heartrate.columns.find(({ name }) => name === 'source') as SeriesColumn & { type: 'choice' };
  return column.choices.indexOf(source);
}
