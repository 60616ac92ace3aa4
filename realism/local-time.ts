import { DAY_MS, dayNumber } from '../src/lib/dates.js';

/** The instant of a date-time with offset, in ms since the Unix epoch. */
export const instantOf = (text: string): number => Date.parse(text);

/** What the wearer's clock shows in a date-time with offset, in ms since 1970-01-01 00:00 of that clock. */
export const wallMs = (text: string): number => Date.parse(`${text.slice(0, 23)}Z`);

/** The offset of a date-time from UTC in ms. */
export const offsetMs = (text: string): number => wallMs(text) - instantOf(text);

/** The local day (since 1970-01-01) of a date-time, days turning at `turnHours` after midnight. */
export const localDay = (text: string, turnHours = 0): number => Math.floor((wallMs(text) - turnHours * 3_600_000) / DAY_MS);

/** The day (since 1970-01-01) of a document. */
export const dayOf = (document: { day: string }): number => dayNumber(document.day) ?? Number.NaN;
