import { netMet } from './energy.js';
import { classifyMinutes, fiveMinuteClasses, HIGH, type MetLimits, NOT_WORN } from './met-classes.js';
import { roundTo } from './rounding.js';

/** What a day's minutes come to. Times in seconds; arrays by class: not worn, rest, sedentary, low, medium, high. */
export interface ActivitySummary {
  /** Digits of `class_5_min`. */
  fiveMinuteClasses: string;
  times: number[];
  /** Net MET minutes, whole. */
  metMinutes: number[];
  netMetMinutes: number;
  /** `average_met_minutes`, in steps of 1/32. */
  averageMet: number;
}

/**
 * Sums up METs per minute. Net MET minutes, Σ max(0, MET − 1.5), equal the published ones of 177 days of two wearers within rounding. The
 * average is that of the worn minutes, since missing ones are imputed: exact on full days of one wearer, within 1/32 on two others.
 */
export function summariseActivity(mets: ArrayLike<number>, limits: MetLimits): ActivitySummary {
  const classes = classifyMinutes(mets, limits);
  const minutes = new Uint16Array(HIGH + 1);
  const net = new Float64Array(HIGH + 1);
  let wornMet = 0;
  for (let i = 0; i < classes.length; i++) {
    const kind = classes[i] as number;
    const met = mets[i] as number;
    minutes[kind] = (minutes[kind] as number) + 1;
    net[kind] = (net[kind] as number) + netMet(met);
    if (kind !== NOT_WORN) wornMet += met;
  }
  const worn = classes.length - (minutes[NOT_WORN] as number);
  return {
    fiveMinuteClasses: fiveMinuteClasses(mets, limits),
    times: Array.from(minutes, (count) => count * 60),
    metMinutes: Array.from(net, (sum) => Math.round(sum)),
    netMetMinutes: roundTo(
      net.reduce((sum, part) => sum + part, 0),
      10,
    ),
    averageMet: worn > 0 ? roundTo(wornMet / worn, 32) : 0,
  };
}
