import { DAY_MS } from '../../src/lib/dates.js';
import type { SleepDocument } from '../documents.js';
import type { TruthDay } from '../history.js';
import { wallMs } from '../local-time.js';
import type { HistoryView, Period } from '../view.js';

/** One long sleep in figures, NaN where it has none. */
export interface Night {
  day: number;
  document: SleepDocument;
  truth: TruthDay | null;
  /** Beats per minute. */
  lowest: number;
  rate: number;
  /** ln ms. */
  lnHrv: number;
  /** Breaths per minute. */
  breath: number;
  /** Minutes asleep, percent, minutes to fall asleep. */
  asleep: number;
  efficiency: number;
  latency: number;
  /** Minutes from the midnight before waking to the middle of the time in bed, by the local clock. */
  midpoint: number;
  /** °C. */
  temperature: number;
}

/** The long sleeps of a person, by day. */
export function nightsOf({ mains, readinessOn }: HistoryView): Night[] {
  return [...mains.values()].map((period) => nightOf(period, readinessOn.get(period.day)?.temperature_deviation ?? Number.NaN));
}

function nightOf({ day, document, truth }: Period, temperature: number): Night {
  const { total_sleep_duration: asleep, latency, average_hrv: hrv } = document;
  const middle = (wallMs(document.bedtime_start) + wallMs(document.bedtime_end)) / 2;
  return {
    day,
    document,
    truth,
    lowest: document.lowest_heart_rate ?? Number.NaN,
    rate: document.average_heart_rate ?? Number.NaN,
    lnHrv: hrv === null ? Number.NaN : Math.log(hrv),
    breath: document.average_breath ?? Number.NaN,
    asleep: asleep === null ? Number.NaN : asleep / 60,
    efficiency: document.efficiency ?? Number.NaN,
    latency: latency === null ? Number.NaN : latency / 60,
    midpoint: (middle - day * DAY_MS) / 60_000,
    temperature,
  };
}

type Figure = Exclude<keyof Night, 'document' | 'truth'>;

/** One figure of all nights. */
export const figures = (nights: readonly Night[], figure: Figure): number[] => nights.map((night) => night[figure]);

/** Neither ill nor after drinking. */
export const isCalm = ({ truth }: Night): boolean => truth !== null && truth.state.illness === 0 && truth.state.alcohol === 0;
