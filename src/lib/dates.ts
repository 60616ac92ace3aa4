/** Milliseconds in a day. */
export const DAY_MS = 86_400_000;

// A raw `+` in a query string arrives as a space, hence the blank among the signs.
const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt _](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:([Zz])|([+\- ])(\d{2})(?::?(\d{2}))?)?$/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
/** Above this a bare number is read as milliseconds, below as seconds: pydantic's watershed, which the real service inherits. */
const UNIX_MS_WATERSHED = 2e10;

/** A point in time as somebody wrote it down. */
export interface ReadInstant {
  /** Milliseconds since the Unix epoch; finer fractions are cut. */
  ms: number;
  /** Minutes east of UTC, or null where the text named no zone (then read as UTC). */
  offsetMinutes: number | null;
  /** True where only a date was given: 00:00 UTC of it. */
  dateOnly: boolean;
}

/**
 * Reads a date or date-time the way the API's query parameters do: date; date-time with `T` or blank, minutes to nanoseconds, with
 * `Z`, `+00:00`, `+0000` or no zone (= UTC); a plain number is Unix time in seconds or milliseconds. Null when it is none of these.
 */
export function readInstant(text: string): ReadInstant | null {
  const dateMs = readDate(text);
  if (dateMs !== null) return { ms: dateMs, offsetMinutes: null, dateOnly: true };
  if (NUMBER.test(text)) {
    const number = Number(text);
    const ms = Math.trunc(Math.abs(number) > UNIX_MS_WATERSHED ? number : number * 1000);
    return Math.abs(ms) <= 8.64e15 ? { ms, offsetMinutes: 0, dateOnly: false } : null;
  }
  const match = DATE_TIME.exec(text);
  return match ? fromParts(match) : null;
}

function fromParts(match: RegExpExecArray): ReadInstant | null {
  const [, year, month, day, hour, minute, second = '0', fraction = '', zulu, sign, offsetHour, offsetMinute = '0'] = match;
  const midnight = utcMs(Number(year), Number(month), Number(day));
  if (midnight === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const millis = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const localMs = midnight + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + millis;
  if (!sign) return { ms: localMs, offsetMinutes: zulu ? 0 : null, dateOnly: false };
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null;
  const offsetMinutes = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  return { ms: localMs - offsetMinutes * 60_000, offsetMinutes, dateOnly: false };
}

/** 00:00 UTC of `2026-01-02` in milliseconds, or null where no such date exists. */
function readDate(text: string): number | null {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return null;
  return utcMs(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** 00:00 UTC of a calendar date in milliseconds, or null where no such date exists. */
function utcMs(year: number, month: number, day: number): number | null {
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return null;
  // Date.UTC takes years below 100 for ones of the twentieth century.
  return year < 100 ? new Date(0).setUTCFullYear(year, month - 1, day) : Date.UTC(year, month - 1, day);
}

/**
 * Milliseconds of `2026-01-02T03:04:05Z`, with or without three digits of fraction and with `Z` or `+00:00`; NaN for anything else.
 * The quick way in for the timestamps of series, which come by the million.
 */
export function readUtcDateTime(text: string): number {
  const hasFraction = text.charCodeAt(19) === 46;
  const zone = hasFraction ? 23 : 19;
  const isUtc = text.charCodeAt(zone) === 90 ? text.length === zone + 1 : text.length === zone + 6 && text.endsWith('+00:00');
  const arePunctuated =
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    text.charCodeAt(10) === 84 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58;
  if (!isUtc || !arePunctuated) return Number.NaN;
  const midnight = utcMs(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  if (midnight === null || !(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000 + (hasFraction ? digits(text, 20, 23) : 0);
}

/** The number in a part of a text, NaN unless all of it is digits. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `2026-01-02` as the number of days since 1970-01-01, or null where no such date exists. */
export function dayNumber(text: string): number | null {
  const ms = readDate(text);
  return ms === null ? null : ms / DAY_MS;
}

/** The number of days since 1970-01-01 as `2026-01-02`. */
export function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The UTC day an instant lies in, as a number of days since 1970-01-01. */
export function utcDay(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** `2026-01-02T03:04:05.678Z`. */
export function utcDateTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** `2026-01-02T03:04:05.678+02:00`: an instant in the local time of somebody `offsetMinutes` east of UTC. */
export function localDateTime(ms: number, offsetMinutes: number): string {
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const size = Math.abs(offsetMinutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
