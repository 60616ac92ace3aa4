import { expect, test } from 'vitest';
import { createPerson } from './create-person.js';
import type { Person } from './person.js';
import { PERSONA_NAMES, personas } from './personas.js';

const people = Array.from({ length: 2000 }, (_, index) => createPerson({ seed: 'population', index }));
const women = people.filter(({ profile }) => profile.sex === 'female');
const men = people.filter(({ profile }) => profile.sex === 'male');

const column = (of: (person: Person) => number, among = people) => among.map(of);
const mean = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
const covariance = (a: readonly number[], b: readonly number[]) => {
  const [meanA, meanB] = [mean(a), mean(b)];
  return mean(a.map((n, i) => (n - meanA) * ((b[i] as number) - meanB)));
};
const deviation = (numbers: readonly number[]) => Math.sqrt(covariance(numbers, numbers));
const correlation = (a: readonly number[], b: readonly number[]) => covariance(a, b) / deviation(a) / deviation(b);
const slope = (a: readonly number[], b: readonly number[]) => covariance(a, b) / covariance(a, a);
const quantile = (numbers: readonly number[], part: number) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(part * numbers.length)] as number;
const median = (numbers: readonly number[]) => quantile(numbers, 0.5);
const share = (numbers: readonly number[], low: number, high: number) => mean(numbers.map((n) => (n >= low && n <= high ? 1 : 0)));

const age = column(({ profile }) => profile.ageYears);
const bmi = column(({ profile }) => profile.weightKg / profile.heightMetres ** 2);
const heart = (among = people) => column(({ body }) => body.lowestHeartRate, among);
const lnRmssd = column(({ body }) => body.lnRmssd);
const inTwenties = (among: readonly Person[]) => among.filter(({ profile }) => profile.ageYears >= 20 && profile.ageYears < 30);
const fitHalf = (among: readonly Person[]) => {
  const uptakes = inTwenties(among).map(({ body }) => body.vo2Max);
  return mean(uptakes.filter((uptake) => uptake > median(uptakes)));
};
const rmssdFrom = (from: number) =>
  Math.exp(
    median(people.filter(({ profile }) => profile.ageYears >= from && profile.ageYears < from + 10).map(({ body }) => body.lnRmssd)),
  );
/** Percent of the time in bed asleep, as the night makes it of these habits. */
const efficiency = column(({ habits }) => 96.5 - 10 * habits.brokenness - (habits.latencyMinutes - 13) / 4.8);
const hoursInBed = column(({ habits }) => habits.hoursInBed + (2 / 7) * (habits.weekendExtraMinutes / 60));
const hoursAsleep = hoursInBed.map((hours, i) => (hours * (efficiency[i] as number)) / 100);
const winters = people.filter(({ calendar }) => [-480, -300, 0, 60].includes(calendar.homeOffsetMinutesAt(Date.UTC(2026, 0))));
const summers = people.filter(({ calendar }) => [660, 780].includes(calendar.homeOffsetMinutesAt(Date.UTC(2026, 0))));

test.each<[string, number, number, number]>([
  ['age, mean', mean(age), 41, 45],
  ['age, deviation', deviation(age), 11, 13.5],
  ['ages of adults', share(age, 18, 79), 1, 1],
  ['share of women', women.length / people.length, 0.48, 0.6],
  ['body mass index, mean', mean(bmi), 24, 26.5],
  ['body mass index, plausible', share(bmi, 17.4, 42), 1, 1],
  ['lowest heart rate, mean', mean(heart()), 55, 57.5],
  ['lowest heart rate, women above men', mean(heart(women)) - mean(heart(men)), 2.5, 4.2],
  ['lowest heart rate, deviation', deviation(heart()), 6.3, 7.6],
  ['ln RMSSD by year of age', slope(age, lnRmssd), -0.021, -0.014],
  ['ln RMSSD, deviation within an age', deviation(lnRmssd.map((n, i) => n + 0.0185 * (age[i] as number))), 0.41, 0.49],
  ['RMSSD in the twenties', rmssdFrom(20), 54, 68],
  ['RMSSD in the forties', rmssdFrom(40), 36, 47],
  ['RMSSD in the sixties', rmssdFrom(60), 23, 33],
  ['slow hearts vary more', correlation(heart(), lnRmssd), -0.65, -0.35],
  ['breath, mean', mean(column(({ body }) => body.breath)), 14.6, 15.6],
  [
    'breath, nine tenths',
    share(
      column(({ body }) => body.breath),
      11.5,
      19.5,
    ),
    0.9,
    1,
  ],
  ['efficiency, mean', mean(efficiency), 84, 88],
  ['efficiency by decade of age', 10 * slope(age, efficiency), -2.5, -1.6],
  ['latency, median', median(column(({ habits }) => habits.latencyMinutes)), 10, 16],
  ['hours asleep, median', median(hoursAsleep), 6.85, 7.2],
  ['weekend, midpoint', mean(column(({ habits }) => habits.weekendBedShift + habits.weekendExtraMinutes / 2)), 28, 50],
  ['season in the north', mean(column(({ body }) => body.seasonalHeartRate, winters)), 1.9, 2.8],
  ['season in the south', mean(column(({ body }) => body.seasonalHeartRate, summers)), -2.8, -1.9],
  ['oxygen, mean', mean(column(({ body }) => body.oxygen)), 97, 98],
  ['breathing disturbances, median', median(column(({ body }) => body.breathingDisturbances)), 1, 4],
  [
    'breathing disturbances, upper twentieth',
    quantile(
      column(({ body }) => body.breathingDisturbances),
      0.95,
    ),
    5,
    15,
  ],
  ['fit men in their twenties', fitHalf(men), 51.4, 57.4],
  ['fit women in their twenties', fitHalf(women), 40, 46],
  ['oxygen uptake of fit and unfit', mean(inTwenties(men).map(({ body }) => body.vo2Max)), 46, 49.2],
  ['illnesses a year', mean(column(({ habits }) => habits.illnessesPerYear)), 1.5, 2.2],
  ['liveliness, median', median(column(({ habits }) => habits.liveliness)), 0.9, 1.1],
  [
    'a charge lasts',
    share(
      column(({ wear }) => wear.chargeEveryDays * wear.dailyLoss),
      55,
      92,
    ),
    1,
    1,
  ],
  ['cycling', mean(women.map(({ body }) => (body.cycle ? 1 : 0))), 0.4, 0.7],
  [
    'ordinary people',
    share(
      column(({ persona }) => ['steady', 'older', 'cycle', 'athlete'].indexOf(persona)),
      0,
      3,
    ),
    0.7,
    0.85,
  ],
])('%s', (_, value, low, high) => {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
});

test('a person depends on seed and index alone', () => {
  const { calendar: _, chance, ...person } = createPerson({ seed: 'a', index: 3 });
  const { calendar: __, chance: ___, ...again } = createPerson({ seed: 'a', index: 3 });
  expect(again).toEqual(person);
  expect(createPerson({ seed: 'a', index: 4 }).body).not.toEqual(person.body);
  expect(createPerson({ seed: 'b', index: 3 }).body).not.toEqual(person.body);
  expect(chance.bits('x', 0)).toBe(createPerson({ seed: 'a', index: 3, age: 20 }).chance.bits('x', 0));
});

test('what is asked for is given', () => {
  const person = createPerson({ seed: 'a', index: 0, persona: 'older', zone: 'Asia/Tokyo', sex: 'male', age: 70 });
  expect(person.profile).toMatchObject({ sex: 'male', ageYears: 70 });
  expect(person).toMatchObject({ persona: 'older', body: { cycle: null } });
  expect(person.calendar.homeOffsetMinutesAt(0)).toBe(540);
  expect(() => createPerson({ seed: 'a', index: 0, zone: 'Mars' })).toThrow('unknown zone Mars: use one of Europe/Helsinki');
});

test.each(PERSONA_NAMES)('%s keeps to its ages', (persona) => {
  const ages = Array.from({ length: 100 }, (_, index) => createPerson({ seed: 'ages', index, persona }).profile.ageYears);
  expect(Math.min(...ages)).toBeGreaterThanOrEqual(personas[persona].ages.low);
  expect(Math.max(...ages)).toBeLessThanOrEqual(personas[persona].ages.high);
});

test('kinds of people differ in what they are named after', () => {
  const of = (persona: (typeof PERSONA_NAMES)[number], what: (person: Person) => number) =>
    mean(Array.from({ length: 60 }, (_, index) => what(createPerson({ seed: 'kinds', index, persona }))));
  expect(of('athlete', ({ body }) => body.lowestHeartRate)).toBeLessThan(of('steady', ({ body }) => body.lowestHeartRate) - 2.5);
  expect(of('insomnia', ({ habits }) => habits.latencyMinutes)).toBeGreaterThan(28);
  expect(of('new-parent', ({ habits }) => habits.babyWakings)).toBeGreaterThan(2);
  expect(of('traveller', ({ habits }) => habits.journeysPerYear)).toBeGreaterThan(8);
  expect(of('patchy', ({ wear }) => wear.lostNightShare)).toBeGreaterThan(0.2);
  expect(of('cycle', ({ body }) => body.cycle?.lengthDays ?? 0)).toBeGreaterThan(26);
  expect(of('new-ring', ({ wear }) => wear.ringAgeDays ?? 9999)).toBeLessThan(40);
  expect(of('shift-worker', ({ habits }) => habits.shifts?.nightShiftDays ?? 0)).toBeGreaterThan(1);
});
