import { dailyActivityDocuments } from './activity-documents.js';
import type { DayContext, DerivedDocument } from './derive-day.js';
import { cardiovascularAgeDocuments, dailySpo2Documents, sleepTimeDocuments } from './night-documents.js';
import { dailyReadinessDocuments } from './readiness-documents.js';
import { restModeDocuments } from './rest-mode-documents.js';
import { ringDocuments } from './ring-documents.js';
import { sessionDocuments } from './session-documents.js';
import { dailySleepDocuments, sleepDocuments } from './sleep-documents.js';
import { dailyResilienceDocuments, dailyStressDocuments } from './stress-documents.js';
import { enhancedTagDocuments, tagDocuments } from './tag-documents.js';
import { vo2MaxDocuments } from './vo2-max-documents.js';
import { workoutDocuments } from './workout-documents.js';

/** Makes the documents of one collection that belong to one day. */
export type DocumentMaker = (context: DayContext) => DerivedDocument[];

/** Of what the waking hours bring: these go on in the background. */
export const wakingMakers: Readonly<Record<string, DocumentMaker>> = {
  daily_activity: dailyActivityDocuments,
  daily_stress: dailyStressDocuments,
  daily_resilience: dailyResilienceDocuments,
  workout: workoutDocuments,
  session: sessionDocuments,
};

/** Of what the wearer enters in the app. */
export const enteredMakers: Readonly<Record<string, DocumentMaker>> = {
  ring_configuration: ringDocuments,
  tag: tagDocuments,
  enhanced_tag: enhancedTagDocuments,
  rest_mode_period: restModeDocuments,
};

/** Of what is analysed when the app is opened. */
export const analysedMakers: Readonly<Record<string, DocumentMaker>> = {
  sleep: sleepDocuments,
  daily_sleep: dailySleepDocuments,
  daily_readiness: dailyReadinessDocuments,
  daily_spo2: dailySpo2Documents,
  daily_cardiovascular_age: cardiovascularAgeDocuments,
  sleep_time: sleepTimeDocuments,
  vO2_max: vo2MaxDocuments,
};

/** Makers of all collections, by name. */
export const documentMakers: Readonly<Record<string, DocumentMaker>> = { ...enteredMakers, ...analysedMakers, ...wakingMakers };
