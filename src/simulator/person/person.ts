import type { WearerProfile } from '../../derive/recordings.js';
import type { Chance } from '../chance.js';
import type { LifeEvent } from '../events.js';
import type { Calendar } from './calendar.js';
import type { PersonaName } from './personas.js';
import type { ZoneName } from './zones.js';

/** Somebody who does not exist: what stays the same about them. Everything else follows from this by chance numbered by day. */
export interface Person {
  persona: PersonaName;
  /** IANA name of the zone at home. */
  zone: ZoneName;
  chance: Chance;
  email: string;
  profile: WearerProfile;
  body: Body;
  habits: Habits;
  /** When they wear the ring and open the app. */
  wear: WearHabits;
  /** Their clock: home zone, summer time, journeys. */
  calendar: Calendar;
  /** What is planned to happen to them, beyond chance. */
  events: readonly LifeEvent[];
}

/** The body in an ordinary week: everything that happens moves it away from here. */
export interface Body {
  /** Beats per minute at the calmest moment of an ordinary night. */
  lowestHeartRate: number;
  /** Natural logarithm of an ordinary night's RMSSD in ms. */
  lnRmssd: number;
  /** Breaths per minute asleep. */
  breath: number;
  /** Skin temperature asleep in °C. */
  skinTemperature: number;
  /** Blood oxygen asleep in percent. */
  oxygen: number;
  /** Drops of oxygen per hour of sleep. */
  breathingDisturbances: number;
  /** m/s */
  pulseWaveVelocity: number;
  /** Aerobic fitness against people of the same age and sex, in standard deviations. */
  fitness: number;
  /** ml per kg and minute, the truth behind the estimate. */
  vo2Max: number;
  /** Highest heart rate, beats per minute. */
  maximalHeartRate: number;
  /** Beats per minute of the season's swing, Christmas above midsummer in the north; negative south of the equator. */
  seasonalHeartRate: number;
  /** Length of the menstrual cycle in days, and the day since 1970-01-01 on which one began; null without a cycle. */
  cycle: { lengthDays: number; anchorDay: number } | null;
}

/** How somebody sleeps and moves in an ordinary week. */
export interface Habits {
  /** Minutes after the midnight of the day of waking, negative before it: usual time of going to bed before a working day. */
  bedMinutes: number;
  /** Hours in bed before a working day. */
  hoursInBed: number;
  /** How much later they go to bed before a free day, and how much longer they stay, in minutes. */
  weekendBedShift: number;
  weekendExtraMinutes: number;
  /** Standard deviation of bedtime and of time in bed, in minutes. */
  bedSpread: number;
  inBedSpread: number;
  /** Minutes it takes to fall asleep, median. */
  latencyMinutes: number;
  /** How broken sleep is: 1 is ordinary. */
  brokenness: number;
  /** Factors on the usual minutes of deep and REM sleep. */
  deepFactor: number;
  remFactor: number;
  /** Shifts worked: nights of sleep move into the day. Null for those who do not work in shifts. */
  shifts: { cycleDays: number; nightShiftDays: number } | null;
  /** How often a baby wakes them, per night; 0 for most. */
  babyWakings: number;
  /** Chance of a nap on an ordinary day. */
  napShare: number;
  /** How much they move besides workouts: 1 makes about 7,500 steps. */
  liveliness: number;
  /** Standard deviation of ln liveliness from day to day. */
  livelinessSpread: number;
  /** Factor on liveliness on free days. */
  weekendLiveliness: number;
  /** Workouts a week, and their words on the wire by how often they are done. */
  workoutsPerWeek: number;
  sports: readonly string[];
  /** Chance of drinking on a Friday or Saturday, and on another day. */
  drinkingShares: { weekend: number; other: number };
  /** Grams of alcohol per kg of weight when drinking, median. */
  drinkingDose: number;
  /** How stressful life is: 0 is ordinary, in standard deviations. */
  stress: number;
  /** Chance of a guided moment, and of setting a tag, on an ordinary day. */
  sessionShare: number;
  tagShare: number;
  /** Illnesses a year, journeys a year and the zones they cross. */
  illnessesPerYear: number;
  journeysPerYear: number;
}

/** How reliably the ring is worn, charged and synchronised. */
export interface WearHabits {
  /** Chance that a night is not recorded. */
  lostNightShare: number;
  /** Days between two charges, and percent of charge lost per day. */
  chargeEveryDays: number;
  dailyLoss: number;
  /** Chance that a due charge is forgotten until the ring is empty. */
  forgetsChargeShare: number;
  /** Minutes a day without the ring, besides charging, median. */
  offMinutes: number;
  /** Chance that the app is opened in the morning; on the other days it is opened later or not at all. */
  morningAppShare: number;
  /** Chance that the app is not opened on a day. */
  noAppShare: number;
  /** How many days before the end of a simulation the first ring was set up, where that is fixed by the persona; null for all of it. */
  ringAgeDays: number | null;
}
