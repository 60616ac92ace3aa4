import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { NPM_CLIENTS } from './clients.js';
import { install, NotInstalled } from './install.js';
import { type Result, worksWithPage } from './page.js';
import { type Run, runClient } from './run-client.js';
import { STACKS } from './stacks.js';

/**
 * `npm run works-with [-- NAME…]`: tries clients as they are, through `circlet run`, and writes docs/works-with.md. With names, only
 * those, and no page. The clients of npm are installed into .works-with/, so a registry is needed; Debian's stacks must be there.
 */
const ROOT = path.join(import.meta.dirname, '..');
const CACHE = path.join(ROOT, '.works-with');
const STACK_FOLDER = path.join(import.meta.dirname, 'stacks');
const asked = process.argv.slice(2);
const isAsked = ({ name }: { name: string }) => asked.length === 0 || asked.some((word) => name.includes(word));

function say(name: string, result: Result): void {
  process.stdout.write(`${'reason' in result ? 'NOT TRIED' : result.failed.length > 0 ? 'FAILED   ' : 'works    '} ${name}\n`);
  if ('reason' in result) process.stdout.write(`          ${result.reason}\n`);
  else for (const failure of result.failed) process.stdout.write(`          ${failure}\n`);
}

function tryNpmClient(client: (typeof NPM_CLIENTS)[number]): Result {
  try {
    return runClient([process.execPath, client.driver], install(client, CACHE));
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    return { reason: `it could not be installed; a registry that can be reached is needed. ${error.message}` };
  }
}

function tryStack({ command, probe, version, packages }: (typeof STACKS)[number]): Result {
  const [program, ...words] = probe;
  if (spawnSync(program, words, { stdio: 'ignore' }).status !== 0) return { reason: `it is not installed: apt-get install ${packages}` };
  const [asks, ...more] = version;
  const found = spawnSync(asks, more, { encoding: 'utf8' }).stdout.split('\n')[0] as string;
  return { ...runClient(command, STACK_FOLDER), version: found };
}

const npm = NPM_CLIENTS.filter(isAsked).map((client) => {
  const result = tryNpmClient(client);
  say(`${client.name} ${client.version}`, result);
  return { client, result };
});
const stacks = STACKS.filter(isAsked).map((stack) => {
  const result = tryStack(stack);
  say(stack.name, result);
  return { stack, result };
});

const results: Result[] = [...npm, ...stacks].map(({ result }) => result);
const triedAll = results.every((result): result is Run => !('reason' in result));
if (asked.length > 0) process.stdout.write('docs/works-with.md is left as it is: it tells of all.\n');
else if (!triedAll) process.stdout.write('docs/works-with.md is left as it is: not everything could be tried.\n');
else {
  writeFileSync(
    path.join(ROOT, 'docs/works-with.md'),
    worksWithPage({ npm, stacks, day: new Date().toISOString().slice(0, 10), node: process.version }),
  );
  process.stdout.write('docs/works-with.md is written.\n');
}
process.exitCode = results.length > 0 && triedAll && results.every((result) => 'failed' in result && result.failed.length === 0) ? 0 : 1;
