import { mean, median } from '../statistics.js';
import { type Distribution, type Judged, part } from './distribution.js';
import type { Night } from './nights.js';

const [BASELINE_FROM, BASELINE_TO, LEAST_BASELINE_NIGHTS] = [-21, -4, 5];
// A night this much above the usual counts as a sign before the onset.
const [SIGN_BEATS, SIGN_CELSIUS] = [2, 0.2];

/** D-25: illnesses, from three weeks before their onset to five days after; onsets known from the truth. */
export function illness(): Distribution {
  const signs: Record<'rate' | 'lnHrv' | 'breath' | 'celsius' | 'isEarly' | 'isUnready', number[]> = {
    ...{ rate: [], lnHrv: [], breath: [], celsius: [], isEarly: [], isUnready: [] },
  };
  return {
    id: 'D-25',
    text: 'illnesses, extreme of nights 0 to 4 from onset against those 4 to 21 days before',
    add: (person) => {
      for (const onset of onsetsOf(person)) judge(person, onset, signs);
    },
    parts: () => [
      part('lowest heart rate, median, bpm', median(signs.rate), 4, 14),
      part('ln HRV, median', median(signs.lnHrv), -0.6, -0.2),
      part('breaths per minute, median', median(signs.breath), 0.7, 3.5),
      part('temperature, median, °C', median(signs.celsius), 0.4, 1.8),
      part(`seen 1 or 2 days before (+${SIGN_BEATS} bpm or +${SIGN_CELSIUS} °C), %`, 100 * mean(signs.isEarly), 60, 100),
      part('readiness below 60 once, %', 100 * mean(signs.isUnready), 80, 100),
    ],
  };
}

const onsetsOf = ({ view }: Judged): number[] =>
  view.history.truth.filter(({ state }) => state.illness > 0 && state.daysSinceOnset === 0).map(({ day }) => day);

function judge({ view, nights }: Judged, onset: number, signs: Record<string, number[]>): void {
  const within = (from: number, to: number) => nights.filter(({ day }) => day >= onset + from && day <= onset + to);
  const usual = within(BASELINE_FROM, BASELINE_TO).filter(({ truth }) => truth?.state.illness === 0);
  const [early, ill] = [within(-2, -1), within(0, 4)];
  if (usual.length < LEAST_BASELINE_NIGHTS || early.length === 0 || ill.length < 3) return;
  const above = (some: readonly Night[], figure: 'lowest' | 'lnHrv' | 'breath' | 'temperature') => {
    const base = mean(usual.map((night) => night[figure]));
    return some.map((night) => night[figure] - base).filter((value) => !Number.isNaN(value));
  };
  signs.rate?.push(Math.max(...above(ill, 'lowest')));
  signs.lnHrv?.push(Math.min(...above(ill, 'lnHrv')));
  signs.breath?.push(Math.max(...above(ill, 'breath')));
  signs.celsius?.push(Math.max(...above(ill, 'temperature')));
  const isEarly = above(early, 'lowest').some((beats) => beats >= SIGN_BEATS) || above(early, 'temperature').some((c) => c >= SIGN_CELSIUS);
  signs.isEarly?.push(Number(isEarly));
  signs.isUnready?.push(Number(ill.some(({ day }) => (view.readinessOn.get(day)?.score ?? 100) < 60)));
}
