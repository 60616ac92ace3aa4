import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BenchReport, figuresIn, readMeasured } from './measured.js';
import { capacityPage } from './page.js';

/**
 * `npm run capacity [-- --take]`: writes docs/capacity.md from bench/capacity/measured.json. With `--take`, it first takes over what the
 * last `npm run bench` has measured of that (.reports/bench.json); what that run left out stays as it was. To renew all of it:
 * `npm run bench -- --only mixed --only morning --only disk --only webhooks`, and the same with `--store postgres` without webhooks.
 */
const MEASURED = new URL('measured.json', import.meta.url);
const REPORT = new URL('../../.reports/bench.json', import.meta.url);
const PAGE = new URL('../../docs/capacity.md', import.meta.url);

const { values: flags } = parseArgs({ options: { take: { type: 'boolean', default: false } } });
if (flags.take) {
  const known = existsSync(MEASURED) ? (JSON.parse(readFileSync(MEASURED, 'utf8')) as Record<string, unknown>) : {};
  const taken = figuresIn(JSON.parse(readFileSync(REPORT, 'utf8')) as BenchReport);
  const sorted = Object.entries({ ...known, ...taken }).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(MEASURED, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  process.stdout.write(`${Object.keys(taken).length} figures are taken over.\n`);
}
writeFileSync(PAGE, capacityPage(readMeasured(MEASURED)));
process.stdout.write('docs/capacity.md is written.\n');
