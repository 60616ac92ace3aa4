import { readdirSync, readFileSync } from 'node:fs';
import { runSql } from '../test/support/start-postgres.js';
import type { Usage } from './server-process.js';

/** Of Linux, for programs: `USER_HZ` and, on the usual machines, the size of a page. */
const TICK_MICROS = 10_000;
const PAGE_BYTES = 4096;

/** What a process has used. */
export interface ProcessUsage extends Usage {
  /** Sent to the disk; 0 where that may not be read. */
  writtenBytes: number;
}

interface Process extends ProcessUsage {
  pid: number;
  parent: number;
}

/** What a process and all below it have used, each alone, the process itself first. Linux only. */
export function usageOfTree(root: number): ProcessUsage[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** The same of all together. */
export const totalOfTree = (root: number) =>
  usageOfTree(root).reduce((sum, { cpuMicros, rss, writtenBytes }) => ({
    cpuMicros: sum.cpuMicros + cpuMicros,
    rss: sum.rss + rss,
    writtenBytes: sum.writtenBytes + writtenBytes,
  }));

/** The process of the server at `url` from which its others come, where it is on this machine; null elsewhere. */
export async function postmasterOf(url: string): Promise<number | null> {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) return null;
  const [row] = await runSql(url, "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid");
  return row.pid as number;
}

/** Null where it has ended meanwhile. */
function readProcess(pid: number): Process | null {
  const text = textOf(`/proc/${pid}/stat`);
  if (text === null) return null;
  const written = /^write_bytes: (\d+)/m.exec(textOf(`/proc/${pid}/io`) ?? '')?.[1] ?? 0;
  // proc(5): fields from the third on, behind the name, which may hold anything. CPU time with that of children that have ended.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const at = (number: number) => Number(fields[number - 3]);
  const cpuMicros = (at(14) + at(15) + at(16) + at(17)) * TICK_MICROS;
  return { pid, parent: at(4), cpuMicros, rss: at(24) * PAGE_BYTES, writtenBytes: Number(written) };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
