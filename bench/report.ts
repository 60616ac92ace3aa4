import { mkdirSync, writeFileSync } from 'node:fs';
import { median } from './statistics.js';
import { type Target, targets } from './targets.js';

/** One thing that was measured, once per round. Its name leads to its target in targets.ts; those without one inform only. */
export interface Measurement {
  name: string;
  values: readonly number[];
}

const FOLDER = new URL('../.reports/', import.meta.url);
const MIDDLE_DOT = '·';

/** Puts values of the same name together. */
export function gathered(measurements: readonly Measurement[]): Measurement[] {
  const byName = new Map<string, readonly number[]>();
  for (const { name, values } of measurements) byName.set(name, [...(byName.get(name) ?? []), ...values]);
  return [...byName].map(([name, values]) => ({ name, values }));
}

/** A table of all measurements: median (least to most), target, met or missed. */
export function reportText(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ name, values }) => {
    const target = targets[name];
    const range = values.length > 1 ? `(${shown(Math.min(...values))} to ${shown(Math.max(...values))})` : '';
    return [name, shown(median(values)), range, target ? targetText(target) : MIDDLE_DOT, target ? verdict(target, median(values)) : ''];
  });
  const table = [['measured', 'median', 'range', 'target', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] as string).length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] as number)).join('  ');
  return table.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** Writes the measurements to `.reports/bench.json`. */
export function writeReport(machine: Record<string, unknown>, measurements: readonly Measurement[]): void {
  const results = measurements.map(({ name, values }) => ({ name, median: median(values), values, target: targets[name] ?? null }));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(new URL('bench.json', FOLDER), `${JSON.stringify({ machine, at: new Date().toISOString(), results }, null, 2)}\n`);
}

function verdict({ sense, value }: Target, measured: number): string {
  return (sense === 'least' ? measured >= value : measured <= value) ? 'met' : 'MISSED';
}

const targetText = ({ sense, value }: Target) => `${sense === 'least' ? '≥' : '≤'} ${shown(value)}`;

function shown(value: number): string {
  if (value >= 1000) return Math.round(value).toLocaleString('en');
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value < 1 ? 3 : 2);
}
