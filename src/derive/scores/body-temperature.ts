import { createContributor, createCurve } from './curve.js';
import { type History, historyMean, LONG_TERM_NIGHTS } from './history-mean.js';
import { roundTo } from './rounding.js';

const LEAST_NIGHTS = 3;

/**
 * Deviation of a night's skin temperature (°C) from the mean of up to 60 nights before it, in hundredths; null before three nights are
 * known. The baseline comes from the first weeks and is kept up to date (help centre 360025587493); its length is our own estimate.
 */
export function temperatureDeviation(celsius: number | null, previousNights: History): number | null {
  const baseline = historyMean(previousNights, LONG_TERM_NIGHTS, LEAST_NIGHTS);
  return celsius === null || baseline === null ? null : roundTo(celsius - baseline, 100);
}

const trendWeights = [0.4, 0.4, 0.2];

/**
 * Trend of the deviations (°C) of three nights, the newest first: 0.4, 0.4 and 0.2 of them, scaled up where one is missing; null with
 * less than two. One wearer's published trend of 2023 is this plus an offset that wanders slowly between 0.02 and 0.18 °C (n = 178,
 * standard deviation .05, from day to day .01): its baseline is not that of the deviation and cannot be recovered.
 */
export function temperatureTrend(deviations: History): number | null {
  let sum = 0;
  let total = 0;
  let known = 0;
  trendWeights.forEach((weight, age) => {
    const deviation = deviations[age] ?? null;
    if (deviation === null) return;
    sum += weight * deviation;
    total += weight;
    known++;
  });
  return known < 2 ? null : roundTo(sum / total, 100);
}

/**
 * From the temperature deviation in °C. Fitted to two wearers' published contributors, 2023 and 2025: 194 of 198 nights of one within a
 * point, all within two; thin beyond −0.55 and +0.4. Some wearers' raised nights are rated far higher (cycle or personal range).
 */
export const bodyTemperatureContributor = createContributor(
  '-0.97:72 -0.8:78 -0.7:81 -0.6:85.5 -0.5:88.5 -0.4:91 -0.3:95 -0.2:98 -0.15:100 0.07:100 ' +
    '0.1:96.6 0.15:92.5 0.2:87.8 0.3:79.5 0.4:71.5 0.5:65 0.6:58 0.65:51 0.8:33 0.9:30 1.4:1',
);

const feverCurve = createCurve('0.35:0 0.38:4 0.48:6 0.55:8 0.85:13');

/**
 * Points a raised temperature costs readiness beyond its contributor, 0 to 13, by deviation in °C; unknown costs nothing. From single
 * days of one wearer, 2023 to 2024: shape uncertain, and not every such day is penalised.
 */
export function feverPenalty(temperatureDeviation: number | null): number {
  return temperatureDeviation === null ? 0 : feverCurve(temperatureDeviation);
}
