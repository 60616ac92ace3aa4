import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type ImportOptions, importPaths } from '../../src/importers/import-paths.js';
import type { FileReport, ImportReport } from '../../src/importers/import-report.js';
import { createFakeLedger, type FakeLedger } from './fake-ledger.js';

/** A folder for the files of one test. */
export interface ImportFolder {
  path: string;
  ledger: FakeLedger;
  write(name: string, content: string | Uint8Array): string;
  /** Imports the named files, or the whole folder; paths in the report are relative to it. */
  import(options?: { only?: string[] } & Partial<ImportOptions>): Promise<ImportReport & { byName: Record<string, FileReport> }>;
  remove(): void;
}

export function createImportFolder(): ImportFolder {
  const path = mkdtempSync(join(tmpdir(), 'circlet-import-'));
  const ledger = createFakeLedger();
  return {
    path,
    ledger,
    write(name, content) {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    async import({ only, ...options } = {}) {
      const paths = only?.map((name) => join(path, name)) ?? [path];
      const report = await importPaths({ ledger, owner: { userNo: 1, id: 'u1' }, dryRun: false, paths, ...options });
      const files = report.files.map((file) => ({ ...file, path: relative(path, file.path) }));
      return { ...report, files, byName: Object.fromEntries(files.map((file) => [file.member ?? file.path, file])) };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A valid day of daily_stress. */
export function stressDay(day: string, values: Record<string, unknown> = {}) {
  return { id: `stress-${day}`, day, day_summary: 'normal', recovery_high: 900, stress_high: 1800, ...values };
}

/** A valid row of heartrate as old captures have it: without milliseconds and `timestamp_unix`. */
export function beat(second: number, values: Record<string, unknown> = {}) {
  return { bpm: 60, source: 'awake', timestamp: `2024-07-28T00:00:${String(second).padStart(2, '0')}+00:00`, ...values };
}
