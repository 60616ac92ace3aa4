import type { SeriesColumn } from '../collections/define.js';
import { ringBatteryLevel } from '../collections/ring-battery-level.js';
import type { SeriesRows } from '../collections/series-rows.js';
import type { BatteryReadings } from './recordings.js';

const { choices } = ringBatteryLevel.columns[0] as SeriesColumn & { type: 'choice' };
const [NO, YES] = [choices.indexOf(false), choices.indexOf(true)];

/** The `ring_battery_level` rows of readings; a ring that charges is in its charger. */
export function batteryRows({ times, levels, charging }: BatteryReadings): SeriesRows {
  const places = charging.map((isCharging) => (isCharging ? YES : NO));
  return { times, columns: [places, places.slice(), levels.map(Math.round)] };
}
