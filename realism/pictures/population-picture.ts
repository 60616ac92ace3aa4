import { createPanel, labelsBelow } from './panel.js';
import { COLOURS, dot, line, svg, text } from './svg.js';

/** A person in the scatter: years, and mean average_hrv of nights in ms. */
export interface PopulationPoint {
  ageYears: number;
  sex: 'female' | 'male';
  rmssd: number;
}

// Medians by decade of life that people are drawn from: own estimate.
const medians: readonly (readonly [ageYears: number, rmssd: number])[] = [
  [25, 60],
  [35, 50],
  [45, 40],
  [55, 32],
  [65, 27],
];
const ticks: [number, string][] = [10, 20, 30, 40, 60, 80, 120, 160].map((rmssd) => [Math.log(rmssd), String(rmssd)]);
const colourOf = { female: COLOURS.purple, male: COLOURS.blue };

/** Heart rate variability of all people against their age, on a logarithmic axis. */
export function drawPopulation(points: readonly PopulationPoint[]): string {
  const panel = createPanel({
    ...{ top: 80, height: 400, xs: [15, 85], ys: [Math.log(8), Math.log(200)], ticks },
    name: 'mean RMSSD of nights, ms',
  });
  const known = points.filter(({ rmssd }) => rmssd > 0);
  return svg(550, `${known.length} people: heart rate variability by age`, [
    ...panel.axes,
    ...known.map(({ ageYears, sex, rmssd }) => dot(panel.x(ageYears), panel.y(Math.log(rmssd)), 3.2, colourOf[sex], 0.55)),
    line(
      medians.map(([age, rmssd]) => [panel.x(age), panel.y(Math.log(rmssd))]),
      COLOURS.ink,
      2.5,
    ),
    ...[dot(92, 56, 5, colourOf.female), text(104, 60, 'women'), dot(172, 56, 5, colourOf.male), text(184, 60, 'men')],
    ...[
      line(
        [
          [234, 56],
          [262, 56],
        ],
        COLOURS.ink,
        2.5,
      ),
      text(270, 60, 'median expected'),
    ],
    ...labelsBelow(
      panel,
      [20, 30, 40, 50, 60, 70, 80].map((age) => [age, String(age)]),
      'age, years',
    ),
  ]);
}
