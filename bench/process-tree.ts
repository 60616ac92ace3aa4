import { readdirSync, readFileSync } from 'node:fs';
import { runSql } from '../test/support/start-postgres.js';
import type { Usage } from './server-process.js';

/** Of Linux, for programs: `USER_HZ` and, on the usual machines, the size of a page. */
const TICK_MICROS = 10_000;
const PAGE_BYTES = 4096;

interface Process extends Usage {
  pid: number;
  parent: number;
}

/** What a process and all below it have used, each alone, the process itself first. Linux only. */
export function usageOfTree(root: number): Usage[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

/** CPU time of a process and all below it. */
export const cpuOfTree = (root: number) => usageOfTree(root).reduce((sum, { cpuMicros }) => sum + cpuMicros, 0);

/** The process of the server at `url` from which its others come, where it is on this machine; null elsewhere. */
export async function postmasterOf(url: string): Promise<number | null> {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) return null;
  const [row] = await runSql(url, "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid");
  return row.pid as number;
}

/** Null where it has ended meanwhile. */
function readProcess(pid: number): Process | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // proc(5): fields from the third on, behind the name, which may hold anything. CPU time with that of children that have ended.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const at = (number: number) => Number(fields[number - 3]);
  return { pid, parent: at(4), cpuMicros: (at(14) + at(15) + at(16) + at(17)) * TICK_MICROS, rss: at(24) * PAGE_BYTES };
}
