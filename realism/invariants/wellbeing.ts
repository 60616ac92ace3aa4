import { overlapMs } from '../intervals.js';
import { dayOf } from '../local-time.js';
import { documentsOf, type HistoryView, type Period } from '../view.js';
import type { Invariant } from './invariant.js';
import { resilience } from './resilience.js';

interface Stress {
  day: string;
  stress_high: number | null;
  recovery_high: number | null;
  day_summary: string | null;
}
interface Oxygen {
  day: string;
  spo2_percentage: { average: number } | null;
}
interface Vascular {
  day: string;
  vascular_age: number | null;
}

const LEAST_NIGHTS = 14;
const QUARTER_SECONDS = 900;

/** I-36 to I-39: stress (s), resilience, arteries and VO2max, blood oxygen (%). */
export const wellbeing: Invariant[] = [
  {
    id: 'I-36',
    text: 'stress_high and recovery_high are multiples of 900 s and together at most the time awake and worn; day_summary is null if both are 0 and only then',
    check: (view, expect) => {
      for (const { day, stress_high: stress, recovery_high: recovery, day_summary: summary } of documentsOf<Stress>(
        view.history,
        'daily_stress',
      )) {
        const sum = (stress ?? 0) + (recovery ?? 0);
        const isWhole = (stress ?? 0) % QUARTER_SECONDS === 0 && (recovery ?? 0) % QUARTER_SECONDS === 0;
        const fits = sum <= awakeSeconds(view, dayOf({ day })) && (summary === null) === (sum === 0);
        expect(isWhole && fits, () => `${day}: ${stress}, ${recovery} s, ${summary}`);
      }
    },
  },
  resilience,
  {
    id: 'I-38',
    text: 'vascular_age is 18 to 100, absent before 14 nights, and moves at most a year a day; vo2_max is whole',
    check: ({ history, mains }, expect) => {
      const nights = [...mains.keys()].sort((a, b) => a - b);
      let before: { day: number; age: number } | null = null;
      for (const document of documentsOf<Vascular>(history, 'daily_cardiovascular_age')) {
        const [day, age] = [dayOf(document), document.vascular_age];
        if (age === null) continue;
        const isKnown = (nights[LEAST_NIGHTS - 1] ?? Number.POSITIVE_INFINITY) <= day;
        const isSteady = before === null || Math.abs(age - before.age) <= day - before.day;
        expect(isKnown && isSteady && Number.isInteger(age) && age >= 18 && age <= 100, () => `${document.day}: ${age}`);
        before = { day, age };
      }
      for (const { day, vo2_max: uptake } of documentsOf<{ day: string; vo2_max: number }>(history, 'vO2_max'))
        expect(Number.isInteger(uptake) && uptake > 0, () => `${day}: ${uptake}`);
    },
  },
  {
    id: 'I-39',
    text: 'spo2_percentage.average is 70 to 100 with three decimals, and absent without a long_sleep',
    check: ({ history, mains }, expect) => {
      for (const document of documentsOf<Oxygen>(history, 'daily_spo2')) {
        const average = document.spo2_percentage?.average ?? null;
        const isPercent =
          average === null || (average >= 70 && average <= 100 && Math.abs(average * 1000 - Math.round(average * 1000)) < 1e-6);
        expect(isPercent && (average === null || mains.has(dayOf(document))), () => `${document.day}: ${average}`);
      }
    },
  },
];

/** Seconds of an activity day with the ring on and not asleep; a quarter of an hour more, since those of stress are not cut to it. */
function awakeSeconds({ activityOn, periods }: HistoryView, day: number): number {
  const active = activityOn.get(day);
  if (!active) return 0;
  const endMs = active.startMs + active.document.met.items.length * 60_000;
  const asleep = nearby(periods, active.startMs)
    .map(({ document, startMs, endMs: until }) => {
      const share = overlapMs({ starts: [startMs], ends: [until] }, active.startMs, endMs) / (until - startMs);
      return share * (document.total_sleep_duration ?? 0);
    })
    .reduce((sum, seconds) => sum + seconds, 0);
  return active.document.met.items.length * 60 - active.document.non_wear_time - asleep + QUARTER_SECONDS;
}

function nearby(periods: readonly Period[], startMs: number): Period[] {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((periods[middle] as Period).endMs <= startMs) low = middle + 1;
    else high = middle;
  }
  return periods.slice(low, low + 8);
}
