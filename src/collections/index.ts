import { dailyActivity } from './daily-activity.js';
import { dailyCardiovascularAge } from './daily-cardiovascular-age.js';
import { dailyReadiness } from './daily-readiness.js';
import { dailyResilience } from './daily-resilience.js';
import { dailySleep } from './daily-sleep.js';
import { dailySpo2 } from './daily-spo2.js';
import { dailyStress } from './daily-stress.js';
import type { Collection, DocumentCollection, SeriesCollection } from './define.js';
import { enhancedTag } from './enhanced-tag.js';
import { heartrate } from './heartrate.js';
import { interbeatInterval } from './interbeat-interval.js';
import { personalInfo } from './personal-info.js';
import { restModePeriod } from './rest-mode-period.js';
import { ringBatteryLevel } from './ring-battery-level.js';
import { ringConfiguration } from './ring-configuration.js';
import { session } from './session.js';
import { sleep } from './sleep.js';
import { sleepTime } from './sleep-time.js';
import { tag } from './tag.js';
import { vo2Max } from './vo2-max.js';
import { workout } from './workout.js';

/** Every collection the API serves, in the order of the contract. A directory test finds one that is missing here. */
export const collections: readonly Collection[] = [
  personalInfo,
  tag,
  enhancedTag,
  workout,
  session,
  dailyActivity,
  dailySleep,
  dailySpo2,
  dailyReadiness,
  sleep,
  sleepTime,
  restModePeriod,
  ringConfiguration,
  dailyStress,
  dailyResilience,
  dailyCardiovascularAge,
  vo2Max,
  heartrate,
  interbeatInterval,
  ringBatteryLevel,
];

export const documentCollections = collections.filter((c): c is DocumentCollection => c.kind === 'document');
export const seriesCollections = collections.filter((c): c is SeriesCollection => c.kind === 'series');

const byName = new Map(collections.map((collection) => [collection.name, collection]));

/** The collection called `name` on the wire. */
export function findCollection(name: string): Collection | undefined {
  return byName.get(name);
}
