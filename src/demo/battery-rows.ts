import { ringBatteryLevel } from '../collections/ring-battery-level.js';
import type { SeriesRows } from '../collections/series-rows.js';
import { DAY_MS } from '../lib/dates.js';
import { type Charge, chargeOf, cycleOf, levelAt } from './battery.js';
import type { Chance } from '../simulator/chance.js';

const { choices } = ringBatteryLevel.columns[0] as { choices: readonly unknown[] };
const SLOT_MS = 20 * 60_000;
const SLOTS = DAY_MS / SLOT_MS;
const JITTER_SECONDS = 580;
const CHARGING_ROW_MS = 5 * 60_000;

/** Charge of the ring within a UTC day: a row about every 20 minutes, every 5 in the charger. */
export function batteryRows(chance: Chance, utcDay: number): SeriesRows {
  const startMs = utcDay * DAY_MS;
  const times: number[] = [];
  const charging: number[] = [];
  const levels: number[] = [];
  const add = (ms: number, charge: Charge, isCharging: boolean) => {
    times.push(ms);
    charging.push(choices.indexOf(isCharging));
    levels.push(Math.round(levelAt(charge, ms)));
  };
  const dice = chance.dice('battery rows', utcDay);
  const cycle = cycleOf(utcDay);
  const charge = chargeOf(chance, cycle);
  const before = chargeOf(chance, cycle - 1);
  const isChargeDay = charge.startMs >= startMs && charge.startMs < startMs + DAY_MS;
  let isCharged = !isChargeDay;
  for (let slot = 0; slot < SLOTS; slot++) {
    const ms = startMs + slot * SLOT_MS + Math.floor(dice.between(0, JITTER_SECONDS)) * 1000;
    if (!isCharged && ms >= charge.startMs) {
      for (let at = charge.startMs; at < charge.endMs; at += CHARGING_ROW_MS) add(at, charge, true);
      // Taken out full: the last rise still belongs to the charger.
      add(charge.endMs, { ...charge, endMs: charge.endMs + 1 }, true);
      isCharged = true;
    }
    if (isChargeDay && ms >= charge.startMs && ms <= charge.endMs) continue;
    add(ms, ms < charge.startMs ? before : charge, false);
  }
  return { times, columns: [charging, charging, levels] };
}
