import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Outcome, run, runInside, start, temporaryFolder } from './program.js';
import { ownStore } from './run-store.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const { folder, remove } = temporaryFolder();
afterAll(remove);
const temporary = path.join(folder, 'tmp');
let words: string[];
beforeAll(async () => {
  mkdirSync(temporary);
  words = ['run', ...(await ownStore(path.join(folder, 'store'))), '--quiet', '--'];
});

const runHere = (...command: string[]): Promise<Outcome> => run([...words, ...command], { env: { TMPDIR: temporary } });
const leftBehind = () => readdirSync(temporary).filter((name) => name.startsWith('circlet-run-'));

test.each([
  ['the exit code of the program', ['sh', '-c', 'exit 7'], 7],
  ['128 and the signal that ended it', ['sh', '-c', 'kill -TERM $$'], 143],
  ['the same of a kill that nobody can catch', ['sh', '-c', 'kill -KILL $$'], 137],
])('it ends with %s', async (_what, command, code) => {
  expect(await runHere(...command)).toEqual({ code, out: '', error: '' });
  expect(leftBehind()).toEqual([]);
});

test('programs that cannot be started end as in a shell', async () => {
  expect(await runHere('no-such-program')).toEqual({
    code: 127,
    out: '',
    error: 'circlet run: no-such-program: there is no such program.\n',
  });
  const file = path.join(folder, 'not-executable');
  writeFileSync(file, 'text');
  expect(await runHere(file)).toMatchObject({ code: 126, out: '', error: expect.stringContaining('not-executable cannot be started') });
  expect(leftBehind()).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s reaches the program, which may take its time', async (signal) => {
  const script = `process.on('${signal}', () => setTimeout(() => { console.log('bye'); process.exit(3); }, 300)); console.log('ready'); setInterval(() => {}, 1000);`;
  await using running = start([...words, process.execPath, '-e', script], { env: { TMPDIR: temporary } });
  while (!running.written.out.includes('ready')) await once(running.child.stdout as NodeJS.ReadableStream, 'data');
  expect(leftBehind()).toHaveLength(1);
  running.child.kill(signal);
  expect(await running.ended).toEqual({ code: 3, out: 'ready\nbye\n', error: '' });
  expect(leftBehind()).toEqual([]);
});

test('what a killed run left behind goes with the next', async () => {
  await using running = start([...words, 'sh', '-c', 'echo ready; exec sleep 1000'], { env: { TMPDIR: temporary } });
  while (!running.written.out.includes('ready')) await once(running.child.stdout as NodeJS.ReadableStream, 'data');
  const [left] = leftBehind() as [string];
  const other = path.join(temporary, 'circlet-run-mine');
  mkdirSync(other);
  running.child.kill('SIGKILL');
  await once(running.child, 'exit');
  // Its orphan holds our pipes.
  const orphan = await runHere('sh', '-c', 'ps -e -o pid,args | grep "[s]leep 1000"');
  process.kill(Number(orphan.out.trim().split(' ')[0]));
  expect([existsSync(path.join(temporary, left)), existsSync(other)]).toEqual([false, true]);
});

test('stdin, stdout and stderr are the program’s own', async () => {
  const running = start([...words, 'sh', '-c', 'echo out; echo error >&2'], { env: { TMPDIR: temporary } });
  expect(await running.ended).toEqual({ code: 0, out: 'out\n', error: 'error\n' });
});

test('options behind the program are the program’s, also without --', async () => {
  const asked = await run([...words.slice(0, -1), 'sh', '-c', 'echo "$@"', 'sh', '--user', 'x', '--', '-y'], {
    env: { TMPDIR: temporary },
  });
  expect(asked).toEqual({ code: 0, out: '--user x -- -y\n', error: '' });
});

test.each([
  ['no program', ['run'], /^Which program\?/],
  ['a program and --print-env', ['run', '--print-env', '--', 'true'], /leave it out/],
  ['users of another server', ['run', '--server', 'http://127.0.0.1:1', '--user', 'a', '--', 'true'], /say them there/],
  ['an app for a store', ['run', '--data', 'x', '--client-id', 'a', '--', 'true'], /circlet app add/],
  ['a secret without an id', ['run', '--client-secret', 'a', '--', 'true'], /--client-id/],
  ['a store that a network can reach', ['run', '--data', 'x', '--tls-listen', '0.0.0.0:0', '--', 'true'], /made-up data only/],
])('it refuses %s', async (_what, command, error) => {
  expect(await runInside(...command)).toEqual({ code: 1, out: '', error: expect.stringMatching(error) });
});

test('it refuses users that are not there, and says who is', async () => {
  const data = words[2] as string;
  const user = words[4] as string;
  const outcome = await run(['run', '--data', data, '--user', 'nobody', '--', 'true']);
  expect(outcome).toEqual({ code: 1, out: '', error: `There is no user nobody; there is ${user}.\n` });
});
