import { expect, test } from 'vitest';
import { createPerson } from '../person/create-person.js';
import { createLife } from './create-life.js';
import { weekdayOf } from './work-days.js';

const FIRST_DAY = 20_454;
const DAYS = 365;
const PEOPLE = 48;

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (a: number[], b: number[]) => mean(a.map((value, i) => (value - mean(a)) * ((b[i] as number) - mean(b))));
const deviation = (values: number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
const correlation = (a: number[], b: number[]) => covariance(a, b) / deviation(a) / deviation(b);
const lagged = (values: number[]) => correlation(values.slice(1), values.slice(0, -1));
const quantile = (values: number[], part: number) => values.sort((a, b) => a - b)[Math.floor(part * values.length)] as number;

/** What the nights of a year of one person come to. */
function measure(index: number) {
  const person = createPerson({ seed: 'targets', index });
  const life = createLife(person);
  const nights = Array.from({ length: DAYS }, (_, i) => {
    const [day, state, night] = [FIRST_DAY + i, life.state(FIRST_DAY + i), life.night(FIRST_DAY + i)];
    const midpoint = ((night.startMs + night.endMs) / 2 - person.calendar.homeMs(day, 0)) / 60_000 + person.calendar.phaseHours(day) * 60;
    return { ...state, ...night, midpoint, month: new Date(day * 86_400_000).getUTCMonth(), inBed: (night.endMs - night.startMs) / 60_000 };
  });
  type Night = (typeof nights)[number];
  const ofAll = (value: (night: Night) => number, among = nights) => among.map(value);
  const contrast = (value: (night: Night) => number, isIn: (night: Night) => boolean, isOut: (night: Night) => boolean) =>
    mean(nights.filter(isIn).map(value)) - mean(nights.filter(isOut).map(value));
  const isFree = ({ day }: Night) => weekdayOf(day) % 6 === 0;
  const isOrdinary = ({ illness, alcohol }: Night) => illness === 0 && alcohol === 0;
  const rates = ofAll(({ heartRate }) => heartRate);
  const lnRmssds = ofAll(({ lnRmssd }) => lnRmssd);
  const weekend = (value: (night: Night) => number) =>
    person.habits.shifts ? Number.NaN : contrast(value, isFree, (night) => !isFree(night));
  const drunk = (value: (night: Night) => number, low: number, high: number) =>
    contrast(value, ({ alcohol, illness }) => illness === 0 && alcohol > low && alcohol <= high, isOrdinary);
  const healthy = nights.filter(({ illness }) => illness === 0);
  const temperature = deviation(ofAll((night) => night.temperature, healthy));
  return {
    heartDeviation: deviation(rates),
    hrvDeviation: deviation(lnRmssds),
    hrvLag: lagged(lnRmssds),
    heartAndHrv: correlation(rates, lnRmssds),
    breathDeviation: deviation(ofAll(({ breath }) => breath)),
    inBedDeviation: deviation(ofAll(({ inBed }) => inBed)),
    inBedLag: lagged(ofAll(({ inBed }) => inBed)),
    latency: quantile(
      ofAll(({ latencyMinutes }) => latencyMinutes),
      0.5,
    ),
    lateLatency: quantile(
      ofAll(({ latencyMinutes }) => latencyMinutes),
      0.95,
    ),
    latencyLag: lagged(ofAll(({ latencyMinutes }) => latencyMinutes)),
    temperatureWithout: person.body.cycle ? Number.NaN : temperature,
    temperatureWith: person.body.cycle ? temperature : Number.NaN,
    luteal: contrast(
      (night) => night.temperature,
      (night) => night.luteal > 0.5,
      ({ cycleDay, luteal }) => cycleDay !== null && luteal <= 0.5,
    ),
    weekendHeart: weekend(({ heartRate }) => heartRate),
    weekendMidpoint: weekend(({ midpoint }) => midpoint),
    season:
      person.body.seasonalHeartRate > 1
        ? contrast(
            ({ heartRate }) => heartRate,
            ({ month }) => month === 11,
            ({ month }) => month === 7,
          )
        : Number.NaN,
    drinkHeart: drunk(({ heartRate }) => heartRate, 0, 0.5),
    feastHeart: drunk(({ heartRate }) => heartRate, 0.5, 2),
    drinkHrv: drunk(({ lnRmssd }) => lnRmssd, 0, 0.5),
    feastHrv: drunk(({ lnRmssd }) => lnRmssd, 0.5, 2),
  };
}

const measured = Array.from({ length: PEOPLE }, (_, index) => measure(index));

// Bounds of published cohorts and of three wearers, by median over people. Sleep itself varies more than time in bed.
test.each<[keyof (typeof measured)[number], number, number]>([
  ['heartDeviation', 2.5, 5.5],
  ['hrvDeviation', 0.15, 0.3],
  ['hrvLag', 0.25, 0.5],
  ['heartAndHrv', -0.85, -0.4],
  ['breathDeviation', 0.35, 0.8],
  ['inBedDeviation', 45, 65],
  ['inBedLag', -0.15, 0.15],
  ['latency', 9, 17],
  ['lateLatency', 35, 60],
  ['latencyLag', -0.15, 0.15],
  ['temperatureWithout', 0.15, 0.22],
  ['temperatureWith', 0.2, 0.3],
  ['luteal', 0.2, 0.4],
  ['weekendHeart', 0.8, 2.5],
  ['weekendMidpoint', 20, 60],
  ['season', 1.2, 2.8],
  ['drinkHeart', 1, 5],
  ['feastHeart', 4, 10],
  ['drinkHrv', -0.2, -0.03],
  ['feastHrv', -0.43, -0.12],
])('%s lies between %d and %d', (name, low, high) => {
  const median = quantile(
    measured.map((person) => person[name]).filter((value) => !Number.isNaN(value)),
    0.5,
  );
  expect(median).toBeGreaterThan(low);
  expect(median).toBeLessThan(high);
});

test('nobody varies beyond measure', () => {
  expect(
    quantile(
      measured.map(({ heartDeviation }) => heartDeviation),
      0.95,
    ),
  ).toBeLessThan(9);
  expect(Math.max(...measured.map(({ hrvDeviation }) => hrvDeviation))).toBeLessThan(0.45);
});
