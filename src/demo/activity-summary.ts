import { roundTo } from './curve.js';
import { MINUTES, NOT_WORN } from './met-minutes.js';
import { addTo } from './tally.js';

/** Classes of a minute, in the digits of `class_5_min`. */
const OFF = 0;
const REST = 1;
const SEDENTARY = 2;
const LOW = 3;
const MEDIUM = 4;
const HIGH = 5;

const LOWEST_SEDENTARY_TENTHS = 10.5;
const LOWEST_LOW_TENTHS = 16;
/** A minute alone must exceed this to break a time of sitting. */
const LONE_LOW_TENTHS = 20;
/** Only effort above 1.5 MET counts as movement. */
const NET_FLOOR_TENTHS = 15;
const ALERT_MINUTES = 60;

/** What 1440 MET minutes come to. Times in seconds, distances in metres, energy in kilocalories. */
export interface ActivitySummary {
  met: Uint8Array;
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

/** Sums up a day. `isAsleep` tells the minutes in which long stillness is no matter for an alert. */
export function summariseActivity(
  met: Uint8Array,
  person: { weight: number; mediumTenths: number; highTenths: number },
  isAsleep: (minute: number) => boolean,
): ActivitySummary {
  const classes = classify(met, person);
  const minutes = [0, 0, 0, 0, 0, 0];
  const netTenths = [0, 0, 0, 0, 0, 0];
  let wornTenths = 0;
  let still = 0;
  let inactivityAlerts = 0;
  for (let i = 0; i < MINUTES; i++) {
    const kind = classes[i] as number;
    const tenths = met[i] as number;
    addTo(minutes, kind);
    addTo(netTenths, kind, Math.max(0, tenths - NET_FLOOR_TENTHS));
    if (kind !== OFF) wornTenths += tenths;
    still = (kind === REST || kind === SEDENTARY) && !isAsleep(i) ? still + 1 : 0;
    if (still > 0 && still % ALERT_MINUTES === 0) inactivityAlerts++;
  }
  const netMetMinutes = netTenths.reduce((sum, tenths) => sum + tenths, 0) / 10;
  // Minutes without the ring count as average ones.
  const averageMet = roundTo(wornTenths / 10 / (MINUTES - (minutes[OFF] as number)), 32);
  const activeCalories = Math.round((person.weight / 60) * netMetMinutes);
  return {
    met,
    class5: fiveMinuteClasses(classes),
    times: minutes.map((count) => count * 60),
    metMinutes: netTenths.map((tenths) => Math.round(tenths / 10)),
    netMetMinutes,
    averageMet,
    inactivityAlerts,
    activeCalories,
    totalCalories: Math.round(person.weight * 24 * averageMet),
    walkingDistance: Math.round((activeCalories / person.weight) * 1470),
  };
}

function classify(met: Uint8Array, { mediumTenths, highTenths }: { mediumTenths: number; highTenths: number }): Uint8Array {
  const isLow = (tenths: number | undefined) => tenths !== undefined && tenths >= LOWEST_LOW_TENTHS;
  return met.map((tenths, i) => {
    if (tenths === NOT_WORN) return OFF;
    if (tenths < LOWEST_SEDENTARY_TENTHS) return REST;
    if (tenths >= highTenths) return HIGH;
    if (tenths >= mediumTenths) return MEDIUM;
    const isLone = tenths <= LONE_LOW_TENTHS && !isLow(met[i - 1]) && !isLow(met[i + 1]);
    return isLow(tenths) && !isLone ? LOW : SEDENTARY;
  });
}

// The middle one of each five minutes in the order of effort.
function fiveMinuteClasses(classes: Uint8Array): string {
  const codes = Buffer.allocUnsafe(classes.length / 5);
  for (let i = 0; i < codes.length; i++) codes[i] = 48 + (classes.slice(i * 5, i * 5 + 5).sort()[2] as number);
  return codes.toString('latin1');
}
