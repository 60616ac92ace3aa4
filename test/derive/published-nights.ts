import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SleepAnchors } from '../../src/derive/scores/sleep-amounts.js';

const folder = path.resolve(import.meta.dirname, '../../../shared/data');

/** Whether the real data is there. */
export const hasPublishedNights = existsSync(path.join(folder, 'sleep-export-2023'));

/** A row of the web export of 2023 by its column names; empty and `None` cells are null. */
export type Cells = Record<string, string | null>;

function readCsv(name: string): Cells[] {
  const [head = '', ...lines] = readFileSync(path.join(folder, 'sleep-export-2023', name), 'utf8')
    .trim()
    .split(/\r?\n/);
  const names = head.split(',');
  const cellOf = (text: string | undefined) => (text === undefined || text === '' || text === 'None' ? null : text);
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((column, i) => [column, cellOf(cells[i])]));
  });
}

/** The number in a cell. */
export function numberIn(row: Cells, column: string): number | null {
  const text = row[column] ?? null;
  return text === null ? null : Number(text);
}

/** One wearer's half year: every period in bed, and per day the sleep and readiness documents. */
export function readPublishedNights() {
  const periods = readCsv('oura_sleep.csv');
  const dailySleep = new Map(readCsv('oura_daily-sleep.csv').map((row) => [row.day as string, row]));
  const readiness = readCsv('oura_daily-readiness.csv');
  const napDays = new Set(periods.filter(({ type }) => type === 'late_nap' || type === 'sleep').map(({ day }) => day));
  const nights = periods.filter(({ type, day }) => type === 'long_sleep' && dailySleep.has(day as string));
  return { periods, nights, dailySleep, readiness, napDays };
}

/** The anchors of that wearer; those for an age are a guess. */
export const publishedAnchors: SleepAnchors = {
  totalHours: { none: 1.9, at95: 8.4, at100: 9 },
  deepMinutes: { none: 1.5, at95: 87, at100: 150 },
  remMinutes: { none: 3, at95: 110.5, at100: 150 },
};

/** Documents of a collection as answered by the service in 2024. */
export function readAnswer(name: string): Record<string, unknown>[] {
  return JSON.parse(readFileSync(path.join(folder, 'oura-responses-2024', `${name}.json`), 'utf8')).data;
}

/** How far recomputed points are from published ones, as counts out of all. */
export function agreement(errors: readonly number[]) {
  const sizes = errors.map(Math.abs);
  const within = (most: number) => sizes.filter((size) => size <= most).length;
  return {
    count: errors.length,
    largest: Math.max(...sizes),
    mean: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    within,
    share: (most: number) => within(most) / sizes.length,
    text: `exact ${within(0)}, within one ${within(1)}, within two ${within(2)} of ${errors.length}, largest ${Math.max(...sizes)}`,
  };
}
