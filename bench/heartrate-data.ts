import { below, type Chance, createChance } from './chance.js';
import { DAY_MS } from './product.js';

/** Rows of heart rate by column, as the ledger takes them: times in ms, beats per minute, place of the source among the choices. */
export interface HeartrateRows {
  times: number[];
  columns: [bpm: number[], source: number[]];
}

const AWAKE = 0;
const REST = 2;
const NIGHT_MS = 8 * 3_600_000;
const REST_STEP_MS = 300_000;

/** `even`: 288 rows a day, one each five minutes. `bursts`: some 577, even by night and in bursts by day, as in real captures. */
export type Rhythm = 'even' | 'bursts';

/** Rows of whole UTC days of one user. Nights are the first eight hours. */
export function heartrateRows(user: number, firstDay: number, days: number, rhythm: Rhythm): HeartrateRows {
  const chance = createChance(user * 1000 + firstDay);
  const rows: HeartrateRows = { times: [], columns: [[], []] };
  let bpm = 55;
  for (let day = firstDay; day < firstDay + days; day++) {
    const end = (day + 1) * DAY_MS;
    for (let time = day * DAY_MS; time < end; ) {
      const isNight = time % DAY_MS < NIGHT_MS;
      const usual = isNight ? 52 : 78;
      bpm = Math.max(40, Math.round(bpm + (usual - bpm) * 0.1 + (chance() + chance() - 1) * (isNight ? 4 : 10)));
      rows.times.push(time);
      rows.columns[0].push(bpm);
      rows.columns[1].push(isNight ? REST : AWAKE);
      time += isNight || rhythm === 'even' ? REST_STEP_MS : awakeGapMs(chance);
    }
  }
  return rows;
}

/** Whole seconds with quartiles of about 6, 24 and 192, never more than 512. */
function awakeGapMs(chance: Chance): number {
  const quarter = below(chance, 4);
  const [from, to] = (
    [
      [2, 6],
      [6, 24],
      [24, 192],
      [192, 512],
    ] as const
  )[quarter] as readonly [number, number];
  return (from + below(chance, to - from)) * 1000;
}
