import type { SeriesRows } from '../collections/series-rows.js';
import { clamp } from '../derive/scores/rounding.js';
import type { Dice } from '../simulator/chance.js';
import type { Life } from './life.js';
import { SAMPLE_MS } from './sleep-heart.js';

const GOOD = 1;
const BAD = 2;
const CORRECTED = 3;
/** Half an hour of beats. */
const SAMPLES = 6;
const LONGEST_MS = 2000;
const SHORTEST_MS = 280;

/** Half an hour of single beats in the night that ends on `day`, true to its heart rate and variability. */
export function interbeatSpan(life: Life, day: number): SeriesRows {
  const { startMs, heartRate, hrv } = life.sleep(day);
  const dice = life.chance.dice('beats', day);
  const rows: SeriesRows = { times: [], columns: [[], []] };
  const first = Math.floor((heartRate.length - SAMPLES) * dice.between(0.15, 0.8));
  for (let i = first; i < first + SAMPLES; i++) {
    const bpm = heartRate[i];
    if (bpm != null) addBeats(dice, rows, startMs + i * SAMPLE_MS, 60_000 / bpm, hrv[i] as number);
  }
  return rows;
}

/** Five minutes of beats with the given mean interval and root mean square of successive differences, in ms. */
function addBeats(dice: Dice, rows: SeriesRows, fromMs: number, meanMs: number, rmssd: number): void {
  const count = Math.floor(SAMPLE_MS / meanMs) - 1;
  const waves = new Float64Array(count);
  // Breathing speeds the heart up and slows it down about every four beats.
  const pace = dice.between(1.3, 1.7);
  let squares = 0;
  for (let i = 0; i < count; i++) {
    waves[i] = Math.sin(i * pace) + 0.5 * dice.normal();
    if (i > 0) squares += ((waves[i] as number) - (waves[i - 1] as number)) ** 2;
  }
  const scale = rmssd / Math.sqrt(squares / (count - 1));
  const [ibis, validities] = rows.columns as [number[], number[]];
  let ms = fromMs;
  for (let i = 0; i < count && ms < fromMs + SAMPLE_MS; i++) {
    const ibi = Math.round(clamp(meanMs + scale * (waves[i] as number), SHORTEST_MS, LONGEST_MS));
    const lot = dice.next();
    rows.times.push(ms);
    ibis.push(lot < 0.008 ? Math.min(LONGEST_MS, Math.round(ibi * 1.4)) : ibi);
    validities.push(lot < 0.008 ? BAD : lot < 0.02 ? CORRECTED : GOOD);
    ms += ibi;
  }
}
