import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../test/support/start-postgres.js';
import { authentication } from './authentication.js';
import { backfill } from './backfill.js';
import type { Bench } from './bench.js';
import { codec } from './codec.js';
import { disk } from './disk.js';
import { heartrateMonth } from './heartrate-month.js';
import { heartratePage } from './heartrate-page.js';
import { ingest } from './ingest.js';
import { lists } from './lists.js';
import { mixed } from './mixed.js';
import { morning } from './morning.js';
import { oneDocument } from './one-document.js';
import { peers } from './peers.js';
import { gathered, type Measurement, reportText, writeReport } from './report.js';
import { bindLoad } from './server-process.js';
import { simulation } from './simulation.js';
import { start } from './start.js';
import { webhookNeighbours } from './webhook-neighbours.js';
import { webhooks } from './webhooks.js';
import { workers } from './workers.js';

const benches: Record<string, Bench> = {
  ...{ start, codec, ingest, simulation },
  ...{ 'heartrate-page': heartratePage, 'heartrate-month': heartrateMonth, lists, 'one-document': oneDocument },
  ...{ authentication, webhooks, 'webhook-neighbours': webhookNeighbours },
  ...{ peers, workers, mixed, disk, morning, backfill },
};

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: Object.keys(benches) },
    rounds: { type: 'string', default: '5' },
    users: { type: 'string', default: '10000' },
    keep: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    store: { type: 'string', default: 'sqlite' },
    'postgres-url': { type: 'string' },
  },
});
const unknown = flags.only.filter((name) => !benches[name]);
if (unknown.length > 0) throw new Error(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);

const say = (text: string) => process.stderr.write(`${text}\n`);
const scratch = mkdtempSync(path.join(tmpdir(), 'circlet-bench-'));
const stores = flags.keep && (flags.store === 'sqlite' || flags['postgres-url']) ? path.join(tmpdir(), 'circlet-bench') : scratch;
mkdirSync(stores, { recursive: true });
const isBound = availableParallelism() >= 2 && bindLoad();
if (!isBound) say('No taskset or no second core: servers and load share what cores there are, which bends the ratios.');

const postgres =
  flags.store === 'postgres' && !flags['postgres-url'] ? await startPostgres(findPostgres() as string, { isDurable: true }) : null;
const measurements: Measurement[] = [];
try {
  const options = {
    rounds: Number(flags.rounds),
    users: Number(flags.users),
    stores,
    postgres: postgres?.url ?? flags['postgres-url'] ?? null,
    scratch,
    isBound,
    isProfiled: flags.profile,
    say,
  };
  for (const name of flags.only) measurements.push(...(await (benches[name] as Bench)(options)));
} finally {
  rmSync(scratch, { recursive: true });
  await postgres?.stop();
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, arch: arch(), node: process.version, load: loadavg(), isBound };
const results = gathered(measurements);
process.stdout.write(`${JSON.stringify(machine)}\n${reportText(results)}`);
writeReport(machine, results);
