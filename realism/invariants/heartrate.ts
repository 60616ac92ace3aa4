import { createInside, type Intervals, joined } from '../intervals.js';
import { instantOf } from '../local-time.js';
import { documentsOf, type HistoryView } from '../view.js';
import type { Expect, Invariant } from './invariant.js';

// Places of the choices of `heartrate.source`.
const [WORKOUT, REST, SLEEP, SESSION] = [1, 2, 3, 5];
const REST_SPACING_MS = 300_000;
/** As much as a wearer cuts off a night in the app; readings taken before the correction stay. */
const LONGEST_CUT_MS = 1_500_000;

/** I-32 and I-33: rows of heartrate. */
export const heartrate: Invariant[] = [
  {
    id: 'I-32',
    text: 'heartrate rows ascend strictly in time, in whole ms; 25 to 250 beats per minute',
    check: ({ history: { heartrate: rows } }, expect) => {
      const bpms = rows.columns[0] as number[];
      let before = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < rows.times.length; i++) {
        const [time, bpm] = [rows.times[i] as number, bpms[i] as number];
        const isRate = Number.isInteger(bpm) && bpm >= 25 && bpm <= 250;
        expect(time > before && Number.isInteger(time) && isRate, () => `${textOf(time)}: ${bpm}, row ${i}`);
        before = time;
      }
    },
  },
  {
    id: 'I-33',
    text: 'heartrate rows of sleep, workout and session lie inside one (a night as it was before its times were corrected), all others outside of sleep; those of rest 300 s apart or more',
    check: checkSources,
  },
];

function checkSources({ history, periods }: HistoryView, expect: Expect): void {
  const inSleep = createInside(joined(periods.map(({ startMs, endMs }) => [startMs, endMs])));
  const edited = periods.filter(({ document }) => document.sleep_analysis_reason === 'bedtime_edit');
  const inCutEnd = createInside(joined(edited.map(({ endMs }) => [endMs, endMs + LONGEST_CUT_MS])));
  const inWorkout = createInside(timesOf(history, 'workout'));
  const inSession = createInside(timesOf(history, 'session'));
  const { times, columns } = history.heartrate;
  const sources = columns[1] as number[];
  let lastRest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const [time, source] = [times[i] as number, sources[i] as number];
    const isAsleep = inSleep(time);
    let fits = isAsleep === (source === SLEEP) || (!isAsleep && inCutEnd(time));
    if (source === WORKOUT) fits &&= inWorkout(time);
    if (source === SESSION) fits &&= inSession(time);
    if (source === REST) {
      fits &&= time - lastRest >= REST_SPACING_MS;
      lastRest = time;
    }
    expect(fits, () => `${textOf(time)}: source ${source}`);
  }
}

function timesOf(history: HistoryView['history'], name: 'workout' | 'session'): Intervals {
  const documents = documentsOf<{ start_datetime: string; end_datetime: string }>(history, name);
  return joined(documents.map((document) => [instantOf(document.start_datetime), instantOf(document.end_datetime) + 1]));
}

const textOf = (ms: number) => new Date(ms).toISOString();
