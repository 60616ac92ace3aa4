import type { Body } from '../collections/define.js';
import { dailyStress, type StressZone } from '../derive/scores/daily-stress.js';
import { type ResilienceDay, resilience } from '../derive/scores/resilience.js';
import { clamp, roundTo } from '../derive/scores/rounding.js';
import { bedtimeWindow } from '../derive/scores/sleep-time.js';
import { dayText } from '../lib/dates.js';

import { sleepScoreOf } from './day-scores.js';
import { localText, offsetMinutesAt, wallMs, weekday } from './helsinki-time.js';
import type { Life } from './life.js';

const TWO_WEEKS = 14;

/** Quarters of an hour of high stress and of recovery; both 0 on a day with nothing to tell. */
export function stressOf(life: Life, day: number): { stress: number; recovery: number } {
  const { chance } = life;
  const { illness, alcohol, restlessness } = life.night(day);
  if (chance.uniform('no stress', day) < 0.03) return { stress: 0, recovery: 0 };
  const isFreeDay = weekday(day) % 6 === 0;
  const load = 3.5 * chance.normal('stress', day) + 2 * chance.drift('stress', day, 12) + 3 * illness + 1.5 * alcohol;
  const rest = 3.5 * chance.normal('recovery', day) - 1.2 * restlessness - 4 * illness - 2 * alcohol;
  return {
    stress: Math.round(clamp(6.5 + load - (isFreeDay ? 2.5 : 0), 0, 24)),
    recovery: Math.round(clamp(7.5 + rest + (isFreeDay ? 2 : 0), 0, 24)),
  };
}

/** Stress and recovery of a day. */
export function dailyStressBody(life: Life, day: number): Body {
  const { stress, recovery } = stressOf(life, day);
  const quarters = (count: number, zone: StressZone) => Array.from({ length: count }, () => zone);
  return { day: dayText(day), ...dailyStress([...quarters(stress, 'stressed'), ...quarters(recovery, 'restored')]) };
}

/** Two weeks of sleep, of recovery by day and of freedom from stress. */
export function dailyResilienceBody(life: Life, day: number): Body {
  const wave = 3 * life.chance.drift('resilience', day, 45);
  const days: ResilienceDay[] = [];
  for (let back = 0; back < TWO_WEEKS; back++) {
    const quarters = stressOf(life, day - back);
    const { illness, alcohol, restlessness } = life.night(day - back);
    days.push({
      sleepRecovery: clamp(62 - 5 * restlessness - 12 * alcohol - 20 * illness, 47, 77) + wave,
      daytimeRecovery: clamp(38 + 2.6 * quarters.recovery, 47, 77) + wave,
      stress: clamp(76 - 2.6 * quarters.stress, 47, 77) + wave,
    });
  }
  return { day: dayText(day), ...resilience(days) };
}

/** Blood oxygen of the night; null now and then, when the ring could not tell. */
export function dailySpo2Body(life: Life, day: number): Body {
  const { chance } = life;
  const isMissing = chance.uniform('no spo2', day) < 0.04;
  const average = roundTo(clamp(97.4 + 0.5 * chance.normal('spo2', day) + 0.3 * chance.drift('spo2', day, 30), 93, 99.6), 1000);
  const disturbances = 3 + 1.6 * chance.normal('breathing', day) + 3 * life.night(day).illness;
  return {
    breathing_disturbance_index: isMissing ? null : Math.round(clamp(disturbances, 0, 30)),
    day: dayText(day),
    spo2_percentage: isMissing ? null : { average },
  };
}

/** The age of the arteries: a slow wave, so that it never changes by more than a year from day to day. */
export function cardiovascularAgeBody(life: Life, day: number): Body {
  return { day: dayText(day), vascular_age: Math.round(life.traits.vascularAge + 1.5 * life.chance.drift('arteries', day, 90)) };
}

/** Once a week, on Sunday morning. */
export function vo2MaxBodies(life: Life, day: number): Body[] {
  if (weekday(day) !== 0) return [];
  const level = life.traits.vo2Max + 1.5 * life.chance.drift('oxygen', day, 60);
  return [{ day: dayText(day), timestamp: localText(wallMs(day, 660)), vo2_max: Math.round(level) }];
}

/** The bedtime suggested, found from good nights; after bad ones only advice. */
export function sleepTimeBody(life: Life, day: number): Body {
  const window = bedtimeWindow(life.traits.bedMinutes * 60, offsetMinutesAt(wallMs(day, 720)) * 60);
  const base = { day: dayText(day) };
  if ((sleepScoreOf(life, day).score ?? 0) < 62) {
    return { ...base, optimal_bedtime: null, recommendation: 'improve_efficiency', status: 'bad_sleep_quality' };
  }
  if (life.night(day).bedMinutes * 60 > window.end_offset) {
    return { ...base, optimal_bedtime: window, recommendation: 'earlier_bedtime', status: 'only_recommended_found' };
  }
  return { ...base, optimal_bedtime: window, recommendation: 'follow_optimal_bedtime', status: 'optimal_found' };
}
