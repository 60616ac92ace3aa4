import { roundTo } from './curve.js';
import { MINUTES, type Movement, NOT_WORN } from './met-minutes.js';

/** Classes of a minute, in the digits of `class_5_min`. */
const OFF = 0;
const REST = 1;
const SEDENTARY = 2;
const LOW = 3;
const MEDIUM = 4;
const HIGH = 5;

const LOWEST_SEDENTARY_TENTHS = 10.5;
const LOWEST_LOW_TENTHS = 16;
/** A minute between two of sitting needs more to count as activity. */
const LOWEST_LONE_TENTHS = 21;
/** Only effort above 1.5 MET counts as movement. */
const NET_FLOOR_TENTHS = 15;
const ALERT_MINUTES = 60;

/** What 1440 MET minutes come to. Times in seconds, distances in metres, energy in kilocalories. */
export interface ActivitySummary {
  class5: string;
  /** Seconds by class: not worn, rest, sedentary, low, medium, high. */
  times: number[];
  /** Net MET minutes by class, whole. */
  metMinutes: number[];
  netMetMinutes: number;
  averageMet: number;
  inactivityAlerts: number;
  activeCalories: number;
  totalCalories: number;
  walkingDistance: number;
}

/** Where the classes of a person begin, and what a kilogram costs. */
interface Body {
  weight: number;
  mediumTenths: number;
  highTenths: number;
}

/** Sums up a day; stillness in bed is no reason for an alert. */
export function summariseActivity({ met, asleep }: Movement, body: Body): ActivitySummary {
  const classes = classify(met, body);
  const minutes = new Uint16Array(HIGH + 1);
  const netTenths = new Uint32Array(HIGH + 1);
  let wornTenths = 0;
  let still = 0;
  let inactivityAlerts = 0;
  for (let i = 0; i < MINUTES; i++) {
    const kind = classes[i] as number;
    const tenths = met[i] as number;
    minutes[kind] = (minutes[kind] as number) + 1;
    netTenths[kind] = (netTenths[kind] as number) + Math.max(0, tenths - NET_FLOOR_TENTHS);
    if (kind !== OFF) wornTenths += tenths;
    still = (kind === REST || kind === SEDENTARY) && asleep[i] === 0 ? still + 1 : 0;
    if (still > 0 && still % ALERT_MINUTES === 0) inactivityAlerts++;
  }
  const netMetMinutes = netTenths.reduce((sum, tenths) => sum + tenths, 0) / 10;
  // Minutes without the ring count as average ones.
  const averageMet = roundTo(wornTenths / 10 / (MINUTES - (minutes[OFF] as number)), 32);
  const activeCalories = Math.round((body.weight / 60) * netMetMinutes);
  return {
    class5: fiveMinuteClasses(classes),
    times: Array.from(minutes, (count) => count * 60),
    metMinutes: Array.from(netTenths, (tenths) => Math.round(tenths / 10)),
    netMetMinutes,
    averageMet,
    inactivityAlerts,
    activeCalories,
    totalCalories: Math.round(body.weight * 24 * averageMet),
    walkingDistance: Math.round((activeCalories / body.weight) * 1470),
  };
}

function classify(met: Uint8Array, body: Body): Uint8Array {
  const classes = new Uint8Array(MINUTES);
  for (let i = 0; i < MINUTES; i++) {
    const isLone = (met[i - 1] ?? 0) < LOWEST_LOW_TENTHS && (met[i + 1] ?? 0) < LOWEST_LOW_TENTHS;
    classes[i] = classOf(met[i] as number, isLone ? LOWEST_LONE_TENTHS : LOWEST_LOW_TENTHS, body);
  }
  return classes;
}

function classOf(tenths: number, lowestLowTenths: number, { mediumTenths, highTenths }: Body): number {
  if (tenths === NOT_WORN) return OFF;
  if (tenths < LOWEST_SEDENTARY_TENTHS) return REST;
  if (tenths < lowestLowTenths) return SEDENTARY;
  return tenths < mediumTenths ? LOW : tenths < highTenths ? MEDIUM : HIGH;
}

/** The middle one of each five minutes in the order of effort. */
function fiveMinuteClasses(classes: Uint8Array): string {
  const codes = Buffer.allocUnsafe(MINUTES / 5);
  const counts = new Uint8Array(HIGH + 1);
  for (let i = 0; i < codes.length; i++) {
    counts.fill(0);
    for (const kind of classes.subarray(i * 5, i * 5 + 5)) counts[kind] = (counts[kind] as number) + 1;
    let middle = OFF;
    for (let below = counts[OFF] as number; below < 3; below += counts[middle] as number) middle++;
    codes[i] = 48 + middle;
  }
  return codes.toString('latin1');
}
