import type { SleepDocument } from '../documents.js';
import type { Period } from '../view.js';
import type { Expect, Invariant } from './invariant.js';

/** I-1 to I-8: what a period in bed says about its times adds up. Seconds. */
export const sleepDurations: Invariant[] = [
  ofPeriods('I-1', 'time_in_bed is bedtime_end − bedtime_start', ({ document, startMs, endMs }, expect) =>
    expect(document.time_in_bed * 1000 === endMs - startMs, () => `${document.bedtime_start}: ${document.time_in_bed} s`),
  ),
  ofPeriods('I-2', 'deep + light + REM + awake is time_in_bed', ({ document }, expect) => {
    if (document.awake_time === null) return;
    const sum = asleep(document) + document.awake_time;
    expect(sum === document.time_in_bed, () => `${document.bedtime_start}: ${sum} of ${document.time_in_bed} s`);
  }),
  ofPeriods('I-3', 'deep + light + REM is total_sleep_duration', ({ document }, expect) => {
    if (document.total_sleep_duration === null) return;
    const sum = asleep(document);
    expect(sum === document.total_sleep_duration, () => `${document.bedtime_start}: ${sum}, said ${document.total_sleep_duration}`);
  }),
  ofPeriods('I-4', 'efficiency is 100 × total_sleep_duration / time_in_bed, rounded', ({ document }, expect) => {
    if (document.efficiency === null || document.total_sleep_duration === null) return;
    const exact = (100 * document.total_sleep_duration) / document.time_in_bed;
    expect(
      Math.abs(document.efficiency - exact) <= 0.5 + 1e-9,
      () => `${document.bedtime_start}: ${document.efficiency}, exactly ${exact.toFixed(2)}`,
    );
  }),
  ofPeriods('I-5', 'deep, light, REM and latency are multiples of 30 s, awake takes the remainder', ({ document }, expect) => {
    const { deep_sleep_duration: deep, light_sleep_duration: light, rem_sleep_duration: rem, latency, awake_time: awake } = document;
    const areWhole = [deep, light, rem, latency].every((seconds) => seconds === null || (seconds >= 0 && seconds % 30 === 0));
    const isRemainder = awake === null || (awake >= 0 && awake % 30 === document.time_in_bed % 30);
    expect(areWhole && isRemainder, () => `${document.bedtime_start}: ${[deep, light, rem, latency, awake].join(', ')} s`);
  }),
  ofPeriods('I-6', 'sleep_phase_5_min has a digit for each 5 minutes begun', ({ document }, expect) => {
    const phases = document.sleep_phase_5_min;
    if (phases === null) return;
    expect(phases.length === Math.ceil(document.time_in_bed / 300) && /^[1-4]*$/.test(phases), () => lengthOf(document, phases));
  }),
  ofPeriods('I-7', 'movement_30_sec has a digit for each 30 s begun', ({ document }, expect) => {
    const movement = document.movement_30_sec;
    if (movement === null) return;
    expect(movement.length === Math.ceil(document.time_in_bed / 30) && /^[1-4]*$/.test(movement), () => lengthOf(document, movement));
  }),
  ofPeriods(
    'I-8',
    'sleep_phase_30_sec is as long as movement_30_sec, and its counts are the durations (± 30 s)',
    ({ document }, expect) => {
      const phases = document.sleep_phase_30_sec;
      if (phases === null) return;
      const seconds = [0, 0, 0, 0, 0];
      for (let i = 0; i < phases.length; i++) (seconds[phases.charCodeAt(i) - 48] as number) += 30;
      const { deep_sleep_duration: deep, light_sleep_duration: light, rem_sleep_duration: rem, awake_time: awake } = document;
      const agree = [deep, light, rem, awake].every((said, i) => said === null || Math.abs(said - (seconds[i + 1] as number)) <= 30);
      const isAsLong = document.movement_30_sec === null || document.movement_30_sec.length === phases.length;
      expect(agree && isAsLong, () => `${document.bedtime_start}: counts ${seconds.slice(1).join(', ')} s`);
    },
  ),
];

/** A statement about each period in bed by itself. */
export function ofPeriods(id: string, text: string, check: (period: Period, expect: Expect) => void): Invariant {
  return {
    id,
    text,
    check: ({ periods }, expect) => {
      for (const period of periods) check(period, expect);
    },
  };
}

const asleep = (document: SleepDocument) =>
  (document.deep_sleep_duration ?? 0) + (document.light_sleep_duration ?? 0) + (document.rem_sleep_duration ?? 0);

const lengthOf = (document: SleepDocument, digits: string) =>
  `${document.bedtime_start}: ${digits.length} digits for ${document.time_in_bed} s`;
