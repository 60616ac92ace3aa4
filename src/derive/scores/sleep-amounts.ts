import { createCurve } from './curve.js';
import { pointsOf } from './rounding.js';

/** Where an amount of sleep earns nothing, 95 and 100 points; straight in between. */
export interface Anchors {
  none: number;
  at95: number;
  at100: number;
}

/**
 * What an amount of sleep earns, 1 to 100: steep up to 95, then shallow. The shape fits one wearer's published contributors of 2023 within
 * one point: total sleep {1.9, 8.4, 9} h, deep {1.5, 87, 150} min, REM {3, 110.5, 150} min, 189 of 189 nights each.
 */
export function amountContributor(amount: number | null, { none, at95, at100 }: Anchors): number | null {
  if (amount === null) return null;
  const points = amount < at95 ? (95 * (amount - none)) / (at95 - none) : 95 + (5 * (amount - at95)) / (at100 - at95);
  return pointsOf(points);
}

const totalHours95 = createCurve('28:8.8 38:8.4 52:7.95');
const totalHours100 = createCurve('28:9.5 38:9 52:8.5');
const deepMinutes95 = createCurve('28:98 38:87 52:72');
const remMinutes95 = createCurve('28:118 38:110.5 52:100');
const remMinutes100 = createCurve('28:155 38:150');

/** The anchors of a night for somebody's age. */
export interface SleepAnchors {
  totalHours: Anchors;
  deepMinutes: Anchors;
  remMinutes: Anchors;
}

/**
 * Anchors by age in years. Own estimate: the anchors of three wearers are known, their ages are not; the ages 28, 38 and 52 are
 * assigned in the order of need, since recommended sleep falls with age (help centre 360057792293).
 */
export function sleepAnchors(ageYears: number): SleepAnchors {
  return {
    totalHours: { none: 1.9, at95: totalHours95(ageYears), at100: totalHours100(ageYears) },
    deepMinutes: { none: 1.5, at95: deepMinutes95(ageYears), at100: 150 },
    remMinutes: { none: 3, at95: remMinutes95(ageYears), at100: remMinutes100(ageYears) },
  };
}
