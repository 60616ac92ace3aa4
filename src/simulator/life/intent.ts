import { clamp } from '../../derive/scores/rounding.js';
import { type EventKind, eventsOn, type LifeEvent } from '../events.js';
import type { Person } from '../person/person.js';
import { illnessOn } from './illness.js';
import type { IntendedWorkout, Intent } from './life.js';
import { sportNamed } from './sports.js';
import { isOnHoliday, weekdayOf, workOn } from './work-days.js';

/** Minutes of an ordinary workout. */
export const WORKOUT_MINUTES = 46;
const TOO_ILL_FOR_SPORT = 0.3;
const TOO_ILL_TO_DRINK = 0.15;
const LARGEST_DOSE = 1.4;
const AFTER_WORK = { from: 1025, to: 1110 };
const FREE_AFTERNOON = { from: 900, to: 1020 };
const holidayWalk = sportNamed('walking');

/** What a person sets out to do on a home day. All shares are own estimates but for those among their habits. */
export function intendDay(person: Person, day: number): Intent {
  const { chance, events, habits } = person;
  const { isFree, isNightShift } = workOn(person, day);
  const illness = illnessOn(person, day);
  const severity = illness?.severity ?? 0;
  const isOff = isOnHoliday(person, day);
  const plannedAlcohol = amountOf(events, 'alcohol', day);
  const isResting = (illness?.isResting ?? false) || eventsOn(events, 'rest-mode', day).length > 0;
  const isTravelling = person.calendar.lastJourney(day + 1)?.daysSince === 1;
  const isIdle = isResting || isTravelling || severity > TOO_ILL_FOR_SPORT;
  const calm = (1 - 0.5 * Math.min(1, severity)) * (isOff ? 1.2 : 1) * (isResting ? 0.75 : 1);
  const comesOffShift = habits.shifts !== null && workOn(person, day - 1).isNightShift;
  const isBeforeShifts = isNightShift && !comesOffShift;
  const napShare = habits.napShare * (isFree ? 1.3 : 0.9) + 0.3 * Math.min(1, severity) + (isBeforeShifts ? 0.6 : 0);
  return {
    isFree,
    isNightShift,
    workouts: isIdle ? [] : intendWorkouts(person, day, { isFree, isOff, comesOffShift }),
    alcohol: plannedAlcohol || (isNightShift || severity > TOO_ILL_TO_DRINK ? 0 : drinkOn(person, day, isOff)),
    liveliness:
      habits.liveliness *
      Math.exp(habits.livelinessSpread * chance.normal('liveliness', day)) *
      (isFree ? habits.weekendLiveliness : 1) *
      calm,
    isNapping: chance.uniform('nap', day) < napShare,
    isResting,
  };
}

/** How often the sport at `index` of a person's list of `count` is done. */
export function sportShare(index: number, count: number): number {
  // The inverse of the draw below.
  const upTo = (part: number) => (part / count) ** (1 / 1.6);
  return upTo(index + 1) - upTo(index);
}

function intendWorkouts(person: Person, day: number, kind: { isFree: boolean; isOff: boolean; comesOffShift: boolean }): IntendedWorkout[] {
  const { chance, events, habits } = person;
  const { isFree, isOff, comesOffShift } = kind;
  const dice = chance.dice('workouts', day);
  const hardness = amountOf(events, 'hard-training', day);
  // One day a week is without sport.
  const isRestDay = hardness === 0 && weekdayOf(day) === chance.bits('day of rest', Math.floor((day + 3) / 7)) % 7;
  const usual = habits.workoutsPerWeek / 6;
  const expected = isRestDay ? 0 : hardness > 0 ? Math.max(0.8, usual) + 0.4 * hardness : usual;
  const count = Math.min(comesOffShift ? 1 : 2, Math.floor(expected + dice.next()));
  const workouts: IntendedWorkout[] = [];
  const add = (activity: string, startMinutes: number) => {
    const minutes = WORKOUT_MINUTES * Math.exp(0.33 * dice.normal()) * (isFree ? 1.15 : 0.95) * (1 + 0.35 * hardness);
    workouts.push({ sport: sportNamed(activity), startMinutes: Math.round(startMinutes), minutes: Math.round(clamp(minutes, 15, 180)) });
  };
  const drawSport = () => habits.sports[Math.floor(dice.next() ** 1.6 * habits.sports.length)] ?? 'walking';
  const isInMorning = dice.next() < (isFree ? 0.55 : 0.2);
  if (count > 1 || (count === 1 && isInMorning && !comesOffShift)) add(drawSport(), morningMinutes(person, isFree, dice.next()));
  const { from, to } = isFree ? FREE_AFTERNOON : AFTER_WORK;
  if (count > 1 || (count === 1 && workouts.length === 0)) add(drawSport(), dice.between(from, to));
  else if (isOff && dice.next() < 0.5) add(holidayWalk.activity, dice.between(from, to));
  return workouts;
}

/** Minutes after midnight, well after getting up. */
function morningMinutes({ habits }: Person, isFree: boolean, part: number): number {
  const rise = habits.bedMinutes + habits.hoursInBed * 60;
  return isFree ? rise + habits.weekendBedShift + habits.weekendExtraMinutes + 80 + 70 * part : rise + 55 + 30 * part;
}

/** Grams of alcohol per kg in an evening on which none was planned. */
function drinkOn(person: Person, day: number, isOff: boolean): number {
  const { drinkingDose, drinkingShares } = person.habits;
  const isParty = weekdayOf(day) >= 5 || isOff;
  const share = (isParty ? drinkingShares.weekend : drinkingShares.other) * (isOff ? 1.3 : 1);
  if (person.chance.uniform('alcohol', day) >= share) return 0;
  const dose = drinkingDose * Math.exp(0.45 * person.chance.normal('dose', day)) * (isParty ? 1.05 : 0.8);
  return clamp(dose, 0.1, LARGEST_DOSE);
}

function amountOf(events: readonly LifeEvent[], kind: EventKind, day: number): number {
  return eventsOn(events, kind, day).reduce((sum, event) => sum + event.amount, 0);
}
