import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ServerProcess, startServer } from './server-process.js';

const CIRCLET = new URL('../dist/cli/main.js', import.meta.url);
const child = (name: string) => new URL(`children/${name}.ts`, import.meta.url);

/** The product as it is shipped, over the store in `folder`: contract profile, no limit of requests. */
export function startCirclet(
  folder: string,
  database: string | null,
  isBound: boolean,
  nodeOptions: string[] = [],
  settings: readonly string[] = [],
): Promise<ServerProcess> {
  const parameters = ['serve', '--json', '--port', '0', '--data', folder, '--rate-limit', '0', ...settings];
  if (database !== null) parameters.push('--database', database);
  return startServer(CIRCLET, parameters, { isBound, nodeOptions });
}

/** The same with the look-up of tokens stubbed out. */
export function startUnguarded(folder: string, isBound: boolean): Promise<ServerProcess> {
  return startServer(child('unguarded-server'), [folder], { isBound, nodeOptions: ['--import', 'tsx'] });
}

/** `node:http` that sends `bodies` from memory in turn, whatever is asked. */
export function startBare(folder: string, isBound: boolean, bodies: readonly string[]): Promise<ServerProcess> {
  const file = path.join(folder, 'bare-bodies.json');
  writeFileSync(file, JSON.stringify(bodies));
  return startServer(child('bare-server'), [file], { isBound, nodeOptions: ['--import', 'tsx'] });
}

/** The handler one would write first: Fastify, parse, validate, stringify. */
export function startNaive(file: string, isBound: boolean): Promise<ServerProcess> {
  return startServer(child('naive-server'), [file], { isBound, nodeOptions: ['--import', 'tsx'] });
}
