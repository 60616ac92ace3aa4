// Runs the tests on PostgreSQL, or says why not; what follows on the command line goes to vitest.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const OLDEST = 15;
const folder = '/usr/lib/postgresql';
let versions = [];
try {
  versions = readdirSync(folder).map(Number);
} catch {
  // None at all.
}
if (!versions.some((version) => version >= OLDEST)) {
  process.stdout.write(`Skipped: there is no PostgreSQL ${OLDEST} or newer in ${folder} (Debian: apt-get install postgresql).\n`);
  process.exit(0);
}
const words = ['vitest', 'run', '--project', 'postgres', ...process.argv.slice(2)];
process.exit(spawnSync('npx', words, { stdio: 'inherit' }).status ?? 1);
