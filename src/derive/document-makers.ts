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

/** Makers of collections by name. */
export type DocumentMakers = Readonly<Record<string, DocumentMaker>>;

/** Of what grows through the waking hours, also in the background. */
export const growingMakers: DocumentMakers = {
  daily_activity: dailyActivityDocuments,
  daily_stress: dailyStressDocuments,
  daily_resilience: dailyResilienceDocuments,
};

/** Of what has its own beginning and end in the waking hours, and arrives in the background when it is over. */
export const momentMakers: DocumentMakers = { workout: workoutDocuments, session: sessionDocuments };

/** Of what the wearer enters in the app. */
export const enteredMakers: DocumentMakers = {
  ring_configuration: ringDocuments,
  tag: tagDocuments,
  enhanced_tag: enhancedTagDocuments,
  rest_mode_period: restModeDocuments,
};

/** Of periods in bed, analysed when the app is opened. */
export const periodMakers: DocumentMakers = { sleep: sleepDocuments };

/** Of the scores that naps answered and times corrected can change. */
export const scoreMakers: DocumentMakers = { daily_sleep: dailySleepDocuments, daily_readiness: dailyReadinessDocuments };

/** Of what else is analysed when the app is opened. */
export const nightMakers: DocumentMakers = {
  daily_spo2: dailySpo2Documents,
  daily_cardiovascular_age: cardiovascularAgeDocuments,
  sleep_time: sleepTimeDocuments,
  vO2_max: vo2MaxDocuments,
};

/** Makers of all collections. */
export const documentMakers: DocumentMakers = {
  ...enteredMakers,
  ...periodMakers,
  ...scoreMakers,
  ...nightMakers,
  ...growingMakers,
  ...momentMakers,
};
