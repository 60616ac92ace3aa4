import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, dayNumber, dayText, localDateTime, readInstant, readUtcDateTime, utcDateTime, utcDay } from './dates.js';

fc.configureGlobal({ seed: 20_260_102 });

/** 2026-01-02T03:04:05.678Z */
const MOMENT = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const SECOND = MOMENT - 678;
const MINUTE = SECOND - 5000;
const HOUR_MS = 3_600_000;

describe('readInstant', () => {
  test.each([
    ['2026-01-02T03:04:05.678Z', MOMENT, 0],
    ['2026-01-02t03:04:05.678z', MOMENT, 0],
    ['2026-01-02 03:04:05.678Z', MOMENT, 0],
    ['2026-01-02_03:04:05.678Z', MOMENT, 0],
    ['2026-01-02T03:04:05,678Z', MOMENT, 0],
    ['2026-01-02T03:04Z', MINUTE, 0],
    ['2026-01-02T03:04:05Z', SECOND, 0],
    ['2026-01-02T03:04:05.6Z', SECOND + 600, 0],
    ['2026-01-02T03:04:05.67Z', SECOND + 670, 0],
    ['2026-01-02T03:04:05.6789Z', MOMENT, 0],
    ['2026-01-02T03:04:05.678999Z', MOMENT, 0],
    ['2026-01-02T03:04:05.678999999Z', MOMENT, 0],
    ['2026-01-02T03:04:05+00:00', SECOND, 0],
    ['2026-01-02T03:04:05+0000', SECOND, 0],
    ['2026-01-02T03:04:05+00', SECOND, 0],
    ['2026-01-02T03:04:05 00:00', SECOND, 0],
    ['2026-01-02T03:04:05 0200', SECOND - 2 * HOUR_MS, 120],
    ['2026-01-02T03:04:05+02:00', SECOND - 2 * HOUR_MS, 120],
    ['2026-01-02T03:04:05+02', SECOND - 2 * HOUR_MS, 120],
    ['2026-01-02T03:04:05-02:30', SECOND + 2.5 * HOUR_MS, -150],
    ['2026-01-02T03:04-0230', MINUTE + 2.5 * HOUR_MS, -150],
    ['2026-01-02T03:04:05.678+05:45', MOMENT - 5.75 * HOUR_MS, 345],
    ['2026-01-02T03:04:05+23:59', SECOND - (24 * HOUR_MS - 60_000), 1439],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29), 0],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29), 0],
    ['1969-12-31T23:59:59.999Z', -1, 0],
    ['9999-12-31T23:59:59.999Z', Date.UTC(9999, 11, 31, 23, 59, 59, 999), 0],
  ])('%s', (text, ms, offsetMinutes) => {
    expect(readInstant(text)).toEqual({ ms, offsetMinutes, dateOnly: false });
  });

  test.each([
    ['2026-01-02T03:04:05', SECOND],
    ['2026-01-02T03:04:05.678', MOMENT],
    ['2026-01-02 03:04', MINUTE],
  ])('%s names no zone', (text, ms) => {
    expect(readInstant(text)).toEqual({ ms, offsetMinutes: null, dateOnly: false });
  });

  test.each([
    ['2026-01-02', Date.UTC(2026, 0, 2)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['1970-01-01', 0],
    ['0001-01-01', -62_135_596_800_000],
    ['0099-12-31', Date.parse('0099-12-31T00:00:00Z')],
    ['9999-12-31', Date.UTC(9999, 11, 31)],
  ])('%s is a date', (text, ms) => {
    expect(readInstant(text)).toEqual({ ms, offsetMinutes: null, dateOnly: true });
  });

  test.each([
    ['0', 0],
    ['1700000000', 1_700_000_000_000],
    ['+1700000000', 1_700_000_000_000],
    ['-1700000000', -1_700_000_000_000],
    ['1700000000.5', 1_700_000_000_500],
    ['1700000000.9999', 1_700_000_000_999],
    ['20000000000', 20_000_000_000_000],
    ['20000000001', 20_000_000_001],
    ['1700000000678', 1_700_000_000_678],
    ['1700000000678.9', 1_700_000_000_678],
    ['-1700000000678', -1_700_000_000_678],
    ['20260102', 20_260_102_000],
    ['2026', 2_026_000],
  ])('%s is a Unix time', (text, ms) => {
    expect(readInstant(text)).toEqual({ ms, offsetMinutes: 0, dateOnly: false });
  });

  test.each([
    ...['', ' ', 'today', 'NaN', 'Infinity', '1e9', '0x10', '1_000', '--1', '1.', '.5'],
    ...['2026-01', '2026-1-2', '26-01-02', '02-01-2026', '2026/01/02', '2026-01-02T', '2026-01-02Z', '+2026-01-02', '12026-01-02'],
    ...['2026-00-01', '2026-13-01', '2026-01-00', '2026-01-32', '2026-02-29', '2026-02-30', '2026-04-31', '1900-02-29', '2100-02-29'],
    ...['2026-02-30T00:00:00Z', '2026-04-31T12:00:00+02:00', '2026-00-10T00:00:00Z'],
    ...[
      '2026-01-02T24:00:00Z',
      '2026-01-02T03:60:00Z',
      '2026-01-02T03:04:60Z',
      '2026-01-02T3:04:05Z',
      '2026-01-02T03Z',
      '2026-01-02T030405Z',
    ],
    ...[
      '2026-01-02T03:04:05.Z',
      '2026-01-02T03:04:05.1234567890Z',
      '2026-01-02T03:04.5Z',
      '2026-01-02T03:04:05ZZ',
      '2026-01-02T03:04:05Z+01',
    ],
    ...[
      '2026-01-02T03:04:05+24:00',
      '2026-01-02T03:04:05+01:60',
      '2026-01-02T03:04:05+1:00',
      '2026-01-02T03:04:05+010',
      '2026-01-02T03:04:05+',
    ],
    ...['2026-01-02\n', '\n2026-01-02', '2026-01-02T03:04:05Z\n', ' 2026-01-02', '２０２６-01-02', '2026-01-02T03:04:05 UTC'],
    ...['8640000000000001', '-8640000000000001', '9'.repeat(400)],
  ])('%j is nothing', (text) => {
    expect(readInstant(text)).toBeNull();
  });

  test('whatever the text, it is read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9+\-.:TZ ]{0,30}$/)), (text) => {
        const instant = readInstant(text);
        if (instant) expect(Number.isSafeInteger(instant.ms)).toBe(true);
      }),
    );
  });
});

describe('readUtcDateTime', () => {
  const utcTexts = fc
    .date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    .chain((date) => {
      const text = date.toISOString();
      return fc.constantFrom(text, text.replace('Z', '+00:00'), text.replace(/\.\d{3}/, ''), text.replace(/\.\d{3}Z/, '+00:00'));
    });

  test('agrees with Date.parse and with readInstant', () => {
    fc.assert(
      fc.property(utcTexts, (text) => {
        expect(readUtcDateTime(text)).toBe(Date.parse(text));
        expect(readUtcDateTime(text)).toBe(readInstant(text)?.ms);
      }),
      { numRuns: 1000 },
    );
  });

  test('knows every day of every month, leap years included', () => {
    for (const year of [1900, 1999, 2000, 2023, 2024, 2100]) {
      for (let month = 1; month <= 12; month++) {
        for (let day = 0; day <= 32; day++) {
          const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          const number = dayNumber(date);
          expect(readUtcDateTime(`${date}T00:00:00Z`), date).toBe(number === null ? Number.NaN : number * DAY_MS);
        }
      }
    }
  });

  test.each([
    ...['', '2026-01-02', '2026-01-02T03:04:05', '2026-01-02T03:04Z', '2026-01-02T03:04:05.6Z', '2026-01-02T03:04:05.67Z'],
    ...['2026-01-02T03:04:05.6789Z', '2026-01-02T03:04:05+0000', '2026-01-02T03:04:05-00:00', '2026-01-02T03:04:05+02:00'],
    ...['2026-01-02T03:04:05+00:001', '2026-01-02T03:04:05.678', '2026-01-02T03:04:05.678+01:00', '2026-01-02T03:04:05.678Z '],
    ...['2026-02-29T00:00:00Z', '2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-01-00T00:00:00Z'],
    ...['2026-01-02T24:00:00Z', '2026-01-02T03:60:00Z', '2026-01-02T03:04:60Z', '2026-01-02 03:04:05Z', '2026-01-02t03:04:05Z'],
    ...['2026-01-02T03:04:05z', '+026-01-02T03:04:05Z', '2026-1a-02T03:04:05Z', '2026-01-02T03:04:-5Z', '2026-01-02T03:04:05.6a8Z'],
    ...['2026.01.02T03:04:05Z', '2026-01-02T03.04.05Z', '2026-01-02T03:04:05,678Z', '２０２６-01-02T03:04:05Z'],
  ])('%j is left to the thorough reader', (text) => {
    expect(readUtcDateTime(text)).toBeNaN();
  });

  test('one wrong character makes nothing, or what the thorough reader says', () => {
    fc.assert(
      fc.property(utcTexts, fc.nat(28), fc.string({ minLength: 0, maxLength: 2 }), (text, place, other) => {
        const spoilt = text.slice(0, place) + other + text.slice(place + 1);
        const quick = readUtcDateTime(spoilt);
        if (!Number.isNaN(quick)) expect(quick).toBe(readInstant(spoilt)?.ms);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('days', () => {
  const dayNumbers = fc.integer({ min: dayNumber('0001-01-01') as number, max: dayNumber('9999-12-31') as number });

  test('texts and numbers are the same days', () => {
    fc.assert(
      fc.property(dayNumbers, (day) => {
        expect(dayNumber(dayText(day))).toBe(day);
        expect(dayText(day)).toBe(utcDateTime(day * DAY_MS).slice(0, 10));
      }),
    );
  });

  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2026-01-02', 20_455],
    ['2026-02-30', null],
    ['2026-02-29', null],
    ['2024-02-29', 19_782],
    ['2026-1-2', null],
    ['2026-01-02T00:00:00Z', null],
    ['', null],
  ])('%s is day %s', (text, day) => {
    expect(dayNumber(text)).toBe(day);
  });

  test.each([
    [0, 0],
    [DAY_MS - 1, 0],
    [DAY_MS, 1],
    [-1, -1],
    [-DAY_MS, -1],
    [-DAY_MS - 1, -2],
  ])('%d ms lie in day %d', (ms, day) => {
    expect(utcDay(ms)).toBe(day);
  });
});

describe('localDateTime', () => {
  test.each([
    [0, '2026-01-02T03:04:05.678+00:00'],
    [120, '2026-01-02T05:04:05.678+02:00'],
    [-150, '2026-01-02T00:34:05.678-02:30'],
    [345, '2026-01-02T08:49:05.678+05:45'],
    [-300, '2026-01-01T22:04:05.678-05:00'],
    [14 * 60, '2026-01-02T17:04:05.678+14:00'],
  ])('%d minutes east: %s', (offsetMinutes, text) => {
    expect(localDateTime(MOMENT, offsetMinutes)).toBe(text);
  });

  test('comes back as the same instant and offset', () => {
    const instants = fc.integer({ min: Date.parse('0001-01-02T00:00:00Z'), max: Date.parse('9999-12-30T23:59:59.999Z') });
    fc.assert(
      fc.property(instants, fc.integer({ min: -1439, max: 1439 }), (ms, offsetMinutes) => {
        expect(readInstant(localDateTime(ms, offsetMinutes))).toEqual({ ms, offsetMinutes, dateOnly: false });
      }),
    );
  });
});
