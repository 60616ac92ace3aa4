import { DAY_MS } from '../../src/lib/dates.js';

/** A document or a row as JSON has it. */
export type Row = Record<string, unknown>;

const dayBefore = (day: string) => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
const zeros = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, 0]));

const ACTIVITY_NUMBERS = zeros(
  'active_calories average_met_minutes equivalent_walking_distance high_activity_met_minutes high_activity_time inactivity_alerts ' +
    'low_activity_met_minutes low_activity_time medium_activity_met_minutes medium_activity_time meters_to_target non_wear_time ' +
    'resting_time sedentary_met_minutes sedentary_time steps target_calories target_meters total_calories',
);

/** The smallest valid document of each collection at its usual time of a local day, with what is required and no more. */
const makers: Record<string, (day: string, offset: string) => Row> = {
  tag: (day, offset) => ({ day, text: null, timestamp: `${day}T08:00:00.000${offset}`, tags: [] }),
  enhanced_tag: (day, offset) => ({ start_day: day, start_time: `${day}T08:00:00.000${offset}` }),
  workout: (day, offset) => ({
    day,
    activity: 'running',
    intensity: 'moderate',
    source: 'manual',
    start_datetime: `${day}T08:00:00.000${offset}`,
    end_datetime: `${day}T09:00:00.000${offset}`,
  }),
  session: (day, offset) => ({
    day,
    type: 'rest',
    start_datetime: `${day}T08:00:00.000${offset}`,
    end_datetime: `${day}T08:10:00.000${offset}`,
  }),
  daily_activity: (day, offset) => {
    const timestamp = `${day}T04:00:00.000${offset}`;
    return { ...ACTIVITY_NUMBERS, day, contributors: {}, met: { interval: 60, items: [], timestamp }, timestamp };
  },
  daily_sleep: (day) => ({ day, contributors: {}, timestamp: `${day}T00:00:00.000+00:00` }),
  daily_spo2: (day) => ({ day }),
  daily_readiness: (day) => ({ day, contributors: {}, timestamp: `${day}T00:00:00.000+00:00` }),
  sleep: (day, offset) => ({
    day,
    bedtime_start: `${dayBefore(day)}T22:30:00.000${offset}`,
    bedtime_end: `${day}T06:30:00.000${offset}`,
    low_battery_alert: false,
    period: 0,
    time_in_bed: 28_800,
  }),
  sleep_time: (day) => ({ day }),
  rest_mode_period: (day, offset) => ({ start_day: day, start_time: `${day}T08:00:00.000${offset}`, episodes: [] }),
  ring_configuration: (day) => ({ set_up_at: `${day}T08:00:00.000Z`, size: 10 }),
  daily_stress: (day) => ({ day, stress_high: 900 }),
  daily_resilience: (day) => ({ day, contributors: { sleep_recovery: 50, daytime_recovery: 50, stress: 50 }, level: 'solid' }),
  daily_cardiovascular_age: (day) => ({ day, vascular_age: 40 }),
  vO2_max: (day, offset) => ({ day, timestamp: `${day}T08:00:00.000${offset}`, vo2_max: 42 }),
};

/** A valid document of a local day, without an id unless `changes` brings one. */
export function sampleDocument(collection: string, day: string, changes: Row = {}, offset = '+02:00'): Row {
  const make = makers[collection];
  if (!make) throw new Error(`there is no sample of ${collection}`);
  return { ...make(day, offset), ...changes };
}

/** A heart rate row. */
export function heartRow(ms: number, bpm = 60, source = 'rest'): Row {
  return { timestamp: new Date(ms).toISOString(), bpm, source };
}
