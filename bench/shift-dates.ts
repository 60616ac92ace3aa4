import { dayNumber, dayText } from './product.js';

const BEGINS_WITH_DAY = /^\d{4}-\d{2}-\d{2}/;

/** The same value with all days and date-times in it so many days later. */
export function shiftDates<T>(value: T, days: number): T {
  if (typeof value === 'string') {
    const day = BEGINS_WITH_DAY.exec(value);
    return (day ? `${dayText((dayNumber(day[0]) as number) + days)}${value.slice(day[0].length)}` : value) as T;
  }
  if (Array.isArray(value)) return value.map((one) => shiftDates(one, days)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shiftDates(one, days)])) as T;
}
