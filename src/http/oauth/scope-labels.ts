import { SCOPES, type Scope } from '../../collections/define.js';

/** Scopes in plain words, in the order in which pages list them. */
export const SCOPE_LABELS: Readonly<Record<Scope, string>> = {
  email: 'Your e-mail address',
  personal: 'Age, weight, height and sex',
  daily: 'Sleep, activity and readiness of each day',
  heartrate: 'Heart rate over the day and night',
  workout: 'Workouts',
  tag: 'Tags you have set',
  session: 'Meditation, breathing and rest sessions',
  spo2: 'Blood oxygen during sleep',
  ring_configuration: 'Your ring: model, size, colour and battery',
  stress: 'Stress and resilience',
  heart_health: 'Heart health: cardiovascular age and VO₂ max',
  reproductive_cycle: 'Menstrual cycle',
  metabolic: 'Metabolic health: glucose and meals',
  pregnancy: 'Pregnancy',
  research: 'Intervals between single heartbeats',
  biomarkers: 'Laboratory results',
};

/** Those of `scopes` that there are, in the order of the list. */
export const listedScopes = (scopes: readonly string[]): Scope[] => SCOPES.filter((scope) => scopes.includes(scope));
