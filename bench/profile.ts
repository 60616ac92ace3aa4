import { readFileSync } from 'node:fs';

interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  /** Microseconds since the sample before. */
  timeDeltas: number[];
}

/** The functions in which a process spent most of its time themselves, from what `node --cpu-prof` wrote. */
export function profileText(file: string, lines: number): string {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as CpuProfile;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const times = new Map<string, number>();
  samples.forEach((id, at) => {
    const name = names.get(id) as string;
    if (name !== '(idle)') times.set(name, (times.get(name) ?? 0) + (timeDeltas[at] as number));
  });
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  const longest = [...times].sort(([, a], [, b]) => b - a).slice(0, lines);
  return longest.map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(6)} %  ${name}\n`).join('');
}

function placeOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const file = url.replace(/^.*\/(dist|node_modules)\//, '$1/');
  return `${functionName || 'anonymous'}${file ? ` ${file}:${lineNumber + 1}` : ''}`;
}
