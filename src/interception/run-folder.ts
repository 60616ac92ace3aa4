import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const NAME = 'circlet-run-';

/** A folder for the files that programs need during one run: certificates and settings, no key. */
export interface RunFolder {
  folder: string;
  /** Writes a file and returns its place. */
  write(name: string, content: string | Uint8Array, mode?: number): string;
  remove(): void;
}

/**
 * Makes one in `parent`, its owner's alone and named after the process `pid`, and removes those that killed processes left there;
 * `isAlive` tells of a process by its id.
 */
export function openRunFolder(parent: string, pid: number, isAlive: (pid: number) => boolean): RunFolder {
  for (const name of readdirSync(parent)) {
    const [, other] = /^circlet-run-(\d+)-\w{6}$/.exec(name) ?? [];
    if (other !== undefined && !isAlive(Number(other))) removeQuietly(path.join(parent, name));
  }
  const folder = mkdtempSync(path.join(parent, `${NAME}${pid}-`));
  return { ...keptFolder(folder), remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

/** The file that is written last: once it is there, so are all others. */
export const LAST_FILE = 'run.json';

/** The same in a folder that somebody named, and that stays. */
export function keptFolder(folder: string): RunFolder {
  rmSync(path.join(folder, LAST_FILE), { force: true });
  const write = (name: string, content: string | Uint8Array, mode = 0o644) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { mode });
    return file;
  };
  return { folder, write, remove: () => {} };
}

function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It belongs to somebody else.
  }
}
