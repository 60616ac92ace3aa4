import type { Interception } from '../interception/intercept.js';
import type { CliIo } from './context.js';

/** Prints variables as a shell, or the `environment` of a compose file, takes them; then waits for SIGINT, SIGTERM or SIGHUP. */
export async function printEnvironment(
  io: CliIo,
  form: 'shell' | 'compose',
  { variables, trust }: Interception,
  own: Record<string, string>,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  if (form === 'shell') io.out(lines({ ...variables, ...own }, (name, value) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`));
  // Containers find us by the names of the network, and need to trust us only; `$` means a variable there.
  else io.out(`environment:\n${lines(trust, (name, value) => `  ${name}: ${JSON.stringify(value.replaceAll('$', '$$$$'))}`)}`);
  await stopped;
}

function lines(variables: Record<string, string>, line: (name: string, value: string) => string): string {
  return Object.entries(variables)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join('');
}
