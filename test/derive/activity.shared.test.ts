import { describe, expect, test } from 'vitest';
import { moveEveryHourContributor, stayActiveContributor } from '../../src/derive/scores/activity-contributors.js';
import { summariseActivity } from '../../src/derive/scores/activity-summary.js';
import { metersToTarget, targetCalories, targetMeters } from '../../src/derive/scores/activity-target.js';
import { dailyStress, type StressZone } from '../../src/derive/scores/daily-stress.js';
import { activeCalories, equivalentWalkingDistance } from '../../src/derive/scores/energy.js';
import { inactivityAlerts } from '../../src/derive/scores/inactivity-alerts.js';
import { resilienceLevel } from '../../src/derive/scores/resilience.js';
import { hasPublishedNights, readAnswer } from './published-nights.js';

type Day = Record<string, number> & { class_5_min: string; met: { items: number[] }; contributors: Record<string, number> };

// The wearer's limit lies between 3.8 and 3.9 MET, the weight is what the ratio of calories says.
const limits = { mediumMet: 3.85, highMet: 8.5 };
const WEIGHT_KG = 76;

describe.skipIf(!hasPublishedNights)('two published days of activity', () => {
  const days = hasPublishedNights ? (readAnswer('daily_activity') as Day[]) : [];
  const readiness = hasPublishedNights ? (readAnswer('daily_readiness') as { score: number }[]) : [];
  const of = (day: Day, key: string) => day[key] as number;

  test('net MET minutes, in all and by class', () => {
    for (const day of days) {
      const { metMinutes, netMetMinutes, times } = summariseActivity(day.met.items, limits);
      const published = ['sedentary', 'low_activity', 'medium_activity', 'high_activity'].map((kind) => of(day, `${kind}_met_minutes`));
      const far = published.map((minutes, i) => Math.abs(minutes - (metMinutes[i + 2] as number)));
      expect(Math.max(...far), `${far}`).toBeLessThanOrEqual(8);
      expect(Math.abs(netMetMinutes - published.reduce((sum, minutes) => sum + minutes, 0))).toBeLessThanOrEqual(1);
      expect(times[0]).toBe(day.non_wear_time);
      expect(Math.abs((times[4] as number) - of(day, 'medium_activity_time'))).toBeLessThanOrEqual(60);
    }
  });

  test('five-minute classes: at least 530 of 576, and alerts from the published ones', () => {
    const same = days.map((day) => {
      const { fiveMinuteClasses } = summariseActivity(day.met.items, limits);
      expect(fiveMinuteClasses.length).toBe(288);
      expect(inactivityAlerts(day.class_5_min)).toBe(day.inactivity_alerts);
      return [...fiveMinuteClasses].filter((digit, i) => digit === day.class_5_min[i]).length;
    });
    expect(
      same.reduce((sum, count) => sum + count, 0),
      `${same}`,
    ).toBeGreaterThanOrEqual(530);
  });

  test('energy, goals and what is left of them', () => {
    days.forEach((day, i) => {
      const { netMetMinutes } = summariseActivity(day.met.items, limits);
      expect(Math.abs(activeCalories(netMetMinutes, WEIGHT_KG) - of(day, 'active_calories'))).toBeLessThanOrEqual(1);
      expect(targetCalories((readiness[i] as { score: number }).score)).toBe(day.target_calories);
      expect(targetMeters(of(day, 'target_calories'))).toBe(day.target_meters);
      const left = metersToTarget(of(day, 'target_calories'), of(day, 'active_calories'), of(day, 'equivalent_walking_distance'));
      expect(left).toBe(day.meters_to_target);
    });
  });

  test('walking distance from the published MET minutes: good on one day, 10 % too long on the other', () => {
    const errors = days.map((day) => {
      const byClass = ['low', 'medium', 'high'].map((kind) => of(day, `${kind}_activity_met_minutes`));
      return Math.round(equivalentWalkingDistance([0, 0, 0, ...byClass]) - of(day, 'equivalent_walking_distance'));
    });
    expect(errors).toEqual([-27, 837]);
  });

  test('contributors of the day alone', () => {
    for (const { contributors, inactivity_alerts, sedentary_time } of days) {
      expect(moveEveryHourContributor(inactivity_alerts as number)).toBe(contributors.move_every_hour);
      const error = stayActiveContributor(sedentary_time as number) - (contributors.stay_active as number);
      expect(Math.abs(error)).toBeLessThanOrEqual(1);
    }
  });
});

describe.skipIf(!hasPublishedNights)('published stress and resilience', () => {
  test('the summary follows from the quarters of an hour', () => {
    for (const { day_summary, recovery_high, stress_high } of readAnswer('daily_stress') as Record<string, number>[]) {
      const zones = (seconds: number | undefined, zone: StressZone) => Array<StressZone>((seconds as number) / 900).fill(zone);
      const quarters = [...zones(stress_high, 'stressed'), ...zones(recovery_high, 'restored')];
      expect(dailyStress(quarters)).toEqual({ day_summary, recovery_high, stress_high });
    }
  });

  test('the level follows from the contributors', () => {
    for (const { contributors, level } of readAnswer('daily_resilience')) {
      const values = Object.values(contributors as Record<string, number>);
      expect(resilienceLevel(values.reduce((sum, value) => sum + value, 0) / 3)).toBe(level);
    }
  });
});
