import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findPostgres, freePort, startPostgres } from '../../test/support/start-postgres.js';
import { prepareStore } from '../stores.js';
import { createMixedTraffic } from '../traffic/mixed-traffic.js';
import { startWorkers } from '../worker-processes.js';
import { judgeSoak } from './judge.js';
import { runSoak, warmUp } from './run-soak.js';
import { sampleText, soakText } from './soak-text.js';

/**
 * `npm run soak -- [--minutes 60] [--store postgres] [--workers 2] [--users 1000] [--rate 900]`: mixed load at an even rate, and whether
 * memory and event-loop delay of the server stay flat. Writes .reports/soak.json; ends with 1 where they do not, or where an answer was not
 * the one expected.
 */
const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    store: { type: 'string', default: 'sqlite' },
    workers: { type: 'string', default: '2' },
    users: { type: 'string', default: '1000' },
    rate: { type: 'string', default: '900' },
  },
});
const [minutes, workers, users, rate] = [flags.minutes, flags.workers, flags.users, flags.rate].map(Number) as [
  number,
  number,
  number,
  number,
];
const SAMPLE_SECONDS = 10;
if (!(minutes >= 1.1 && rate > 0 && workers >= 1 && users >= 1)) throw new Error('--minutes takes 1.1 or more, the others 1 or more.');
const REPORTS = new URL('../../.reports/', import.meta.url);

const say = (text: string) => process.stderr.write(`${text}\n`);
const stop = new AbortController();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());

const scratch = mkdtempSync(path.join(tmpdir(), 'circlet-soak-'));
const postgres = flags.store === 'postgres' ? await startPostgres(findPostgres() as string, { isDurable: true }) : null;
try {
  say(`a store of ${users} users`);
  const { folder, database, tokens } = await prepareStore(scratch, users, postgres?.url ?? null, users);
  const metrics = `127.0.0.1:${await freePort()}`;
  await using server = await startWorkers({ folder, database, workers, isBound: false, metrics });
  const traffic = createMixedTraffic({ tokens, adminToken: server.adminToken, seed: 11 });
  await warmUp({ url: server.url, traffic });
  const before = { cpuMicros: server.usage().cpuMicros, idle: idleSeconds(), at: performance.now() };
  say(`${rate} requests per second for ${minutes} minutes`);
  const options = { url: server.url, metrics, traffic, rate, seconds: minutes * 60, sampleSeconds: SAMPLE_SECONDS };
  const soaked = await runSoak({ ...options, stop: stop.signal, said: (sample) => say(sampleText(sample)) });
  const seconds = (performance.now() - before.at) / 1000;
  const requests = Object.values(soaked.statuses).reduce((sum, number) => sum + number, 0);
  const report = {
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg(), at: new Date().toISOString() },
    run: { ...flags, seconds, wasStopped: stop.signal.aborted },
    requests,
    requestsPerSecond: requests / seconds,
    cpuMicrosPerRequest: (server.usage().cpuMicros - before.cpuMicros) / requests,
    /** Of all cores. */
    idleShare: (idleSeconds() - before.idle) / seconds / cpus().length,
    storeBytes: database === null ? statSync(path.join(folder, 'circlet.sqlite')).size : null,
    verdict: judgeSoak(soaked.samples),
    ...soaked,
  };
  mkdirSync(REPORTS, { recursive: true });
  writeFileSync(new URL('soak.json', REPORTS), `${JSON.stringify(report, null, 1)}\n`);
  const { text, isGood } = soakText(report);
  process.stdout.write(text);
  process.exitCode = isGood ? 0 : 1;
} finally {
  await postgres?.stop();
  rmSync(scratch, { recursive: true });
}

/** Seconds that the cores of the machine had nothing to do, together. */
function idleSeconds(): number {
  return Number((readFileSync('/proc/stat', 'utf8').split('\n')[0] as string).split(/ +/)[4]) / 100;
}
