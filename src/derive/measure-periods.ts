import type { PeriodFacts, SleepFacts } from './day-facts.js';
import { measurePeriod } from './measure-period.js';
import type { DayRecording } from './recordings.js';

/** The periods in bed of a sleep day at the places of their recordings, null for those not worth it. A `known` night stays as it is. */
export function measurePeriods({ day, sleeps }: DayRecording, known: SleepFacts | null = null): (PeriodFacts | null)[] {
  const periods = sleeps.map((recording, i) => (known?.mainIndex === i ? known.main : measurePeriod(recording, day)));
  const main = mainIndexOf(periods);
  return periods.map((period, i) => {
    if (period?.type !== 'long_sleep' || i === main) return period;
    // Clients take the night to be the one `long_sleep` of a day: who sleeps in two long parts has one night and a long nap.
    return { ...period, type: sleeps[i]?.isConfirmed === false ? 'rest' : 'sleep' };
  });
}

/** The place of the longest long sleep, the first of equals; −1 without any. */
export function mainIndexOf(periods: readonly (PeriodFacts | null)[]): number {
  let main = -1;
  let longest = 0;
  periods.forEach((period, i) => {
    if (period?.type !== 'long_sleep' || period.timeInBedSeconds <= longest) return;
    main = i;
    longest = period.timeInBedSeconds;
  });
  return main;
}
