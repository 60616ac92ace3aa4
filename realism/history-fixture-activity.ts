import { dayText } from '../src/lib/dates.js';

/** A `daily_activity` from 04:00: asleep until 07:00 and from 23:00, an hour's walk, a short run, half an hour in the charger if not `isWorn`. */
export function activityOn(day: number, isWorn: boolean): Record<string, unknown> {
  const classes = new Uint8Array(1440).fill(2);
  classes.fill(1, 0, 180).fill(1, 1140).fill(3, 780, 840).fill(4, 840, 860);
  if (!isWorn) classes.fill(0, 960, 990);
  const metOf = [0.1, 0.9, 1.3, 3.5, 5];
  const items = Array.from(classes, (kind) => metOf[kind] as number);
  const seconds = [0, 1, 2, 3, 4].map((kind) => 60 * classes.filter((other) => other === kind).length);
  const worn = items.filter((met) => met > 0.1);
  const timestamp = `${dayText(day)}T04:00:00.000+02:00`;
  return {
    ...{ id: `a${day}`, day: dayText(day), timestamp, met: { interval: 60, items, timestamp }, steps: 8000 },
    class_5_min: Array.from({ length: 288 }, (_, i) => classes[i * 5]).join(''),
    ...{ non_wear_time: seconds[0], resting_time: seconds[1], sedentary_time: seconds[2], low_activity_time: seconds[3] },
    ...{ medium_activity_time: seconds[4], high_activity_time: 0, high_activity_met_minutes: 0, medium_activity_met_minutes: 70 },
    ...{ low_activity_met_minutes: 120, sedentary_met_minutes: 0, active_calories: 228, inactivity_alerts: 0 },
    average_met_minutes: Math.round((32 * worn.reduce((sum, met) => sum + met, 0)) / worn.length) / 32,
    ...{ target_calories: 300, target_meters: 6000, meters_to_target: 1400, score: 82 },
    contributors: {
      ...{ meet_daily_targets: 80, move_every_hour: 100, recovery_time: 80 },
      ...{ stay_active: 80, training_frequency: 80, training_volume: 80 },
    },
  };
}
