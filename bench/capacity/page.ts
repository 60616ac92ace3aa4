import { HABITS, MACHINES, ZONES } from './assumptions.js';
import type { Figure, Measured } from './measured.js';
import { choose, type Needs, needsOf, rateOf, type StoreKind } from './needs.js';
import { MINUTES, simulateDay } from './simulate-day.js';

const SIZES = [1, 10_000, 1_000_000, 50_000_000];
/** Users of the comparison and of the picture of a day. */
const SHOWN_USERS = 10_000;
/** Workers that were measured beside each other. */
const MEASURED_WORKERS = 2;
const STORES: Record<StoreKind, string> = { sqlite: 'SQLite', postgres: 'PostgreSQL' };

/** docs/capacity.md. */
export function capacityPage(measured: Measured): string {
  const measuredUsers = usersIn(measured['sqlite.readMicros']);
  const isLarge = ({ users, workers }: Needs) => users > measuredUsers || workers > MEASURED_WORKERS;
  const chosen = SIZES.map((users) => choose(users, measured));
  return `# Capacity

What 1, 10,000, 1 million and 50 million users need. \`npm run capacity\` writes this page: it simulates a day minute by minute
(\`bench/capacity/\`) with the costs that \`npm run bench\` measured (\`bench/capacity/measured.json\`, listed below). Only those costs are
measured. **What follows from them for more than ${shown(measuredUsers)} users, more than ${MEASURED_WORKERS} workers or more than one store is extrapolated**, in
proportion, and marked with *.

## What is needed

${table(
  ['users', ...SIZES.map(shown)],
  [
    ['store', ...chosen.map(({ store, shards }) => (shards === 1 ? STORES[store] : `${STORES[store]}, ${shown(shards)} shards*`))],
    ['Circlet: processes, a core each', ...chosen.map((needs) => mark(needs.workers, isLarge(needs)))],
    [
      'PostgreSQL: cores of each shard',
      ...chosen.map((needs) => (needs.store === 'sqlite' ? '–' : mark(needs.databaseCoresPerShard, isLarge(needs)))),
    ],
    ['memory of Circlet, GB', ...chosen.map((needs) => mark(needs.workersGigabytes, isLarge(needs)))],
    ['memory to keep the last month in, of each store, GB', ...chosen.map((needs) => mark(needs.warmGigabytesPerShard, isLarge(needs)))],
    ['disk for a year, all stores, TB', ...chosen.map((needs) => mark(needs.terabytesPerYear, isLarge(needs)))],
    ['operations of the disk per second, peak', ...chosen.map((needs) => mark(needs.diskOperations, isLarge(needs)))],
    ['network at the peak, Mbit/s', ...chosen.map((needs) => mark(needs.megabitsPerSecond, isLarge(needs)))],
  ],
)}
SQLite is chosen as long as one machine with ${MACHINES.mostCores} cores is enough; then PostgreSQL, split by user into stores of their own (a shard is one
PostgreSQL server with the Circlet processes before it; which user is where is for the proxy before them to know, Circlet does not do it).
A shard holds what one machine can: ${MACHINES.mostTerabytes} TB, ${MACHINES.mostCores} cores of PostgreSQL, and half of the writes per second that were measured, since commits of
one database follow each other. For one user the peak is a moment: an app that is opened makes ${HABITS.writesPerOpen + HABITS.readsPerOpen} requests at once.

## What is asked

Per second, mean of the day / busiest minute.

${table(
  ['users', ...SIZES.map(shown)],
  [
    ['reads', ...chosen.map(({ rates }) => both(rates.reads))],
    ['writes', ...chosen.map(({ rates }) => both(rates.writes))],
    ['events to apps', ...chosen.map(({ rates }) => both(rates.deliveries))],
    ['busy cores of Circlet, peak', ...chosen.map(({ busyCores }) => number(busyCores))],
    ['busy cores of PostgreSQL, peak', ...chosen.map((needs) => (needs.store === 'sqlite' ? '–' : number(needs.busyDatabaseCores)))],
  ],
)}
## Either store for 10,000 users

${table(['', 'SQLite', 'PostgreSQL'], comparison(measured))}
## The day of 10,000 users

Requests per second in UTC; the busiest minute of each two hours.

${table(['UTC', 'reads', 'writes', 'opens', 'events'], hours(measured))}
## Assumptions

- A user opens the app in the morning, at ${number(HABITS.morningHour)} h of their clock, 95 % within two hours around it, and ${HABITS.laterOpens} times later. Each time the ring
  writes ${HABITS.writesPerOpen} times (three documents, and heart rate) and the app reads ${HABITS.readsPerOpen} lists. ${HABITS.syncs} times a day the ring synchronises in the background, with
  ${HABITS.writesPerSync} writes.
- ${number(HABITS.pollingApps)} app of each user asks ${HABITS.readsPerPoll} times each hour, ${HABITS.punctualShare * 100} % of them within ${HABITS.punctualMinutes} minutes of the full hour; ${number(HABITS.subscribedApps)} is told of each change by a webhook
  and fetches the document. Documents change ${number(measured.changesPerUserYear.value / 365)} times a day, as counted of simulated people.
- Clocks: ${ZONES.map(([offset, share]) => `UTC${offset < 0 ? '−' : '+'}${Math.abs(offset)} ${Math.round(share * 100)} %`).join(', ')}. Everyone is an average; there is no chance in it.
- At the busiest minute a core is ${MACHINES.fullShare * 100} % busy. What is read is in memory: of a year, the last month. An operation of a disk is ${MACHINES.diskOperationBytes / 1024} KB, and each
  write is one commit with one flush. Costs per request are those of stores of the size in the names below; one that does not fit in memory
  costs more.
- Not in it: failover and copies, backups, TLS (a proxy's), growth within the year, and that users are never spread evenly over shards.

## What was measured

By \`npm run bench\`; the load average is that of the machine at the end of the run, and above 2 the figures are too high for its costs.

${table(['figure', 'value', 'when', 'load'], Object.values(measured).map(row))}
Machine: ${[...new Set(Object.values(measured).map(({ machine }) => machine))].join('; ')}.
`;
}

function comparison(measured: Measured): string[][] {
  const [simple, large] = (['sqlite', 'postgres'] as const).map((store) => needsOf(SHOWN_USERS, store, measured)) as [Needs, Needs];
  const line = (name: string, of: (needs: Needs) => string) => [name, of(simple), of(large)];
  return [
    line('busy cores at the peak, Circlet', ({ busyCores }) => number(busyCores)),
    line('busy cores at the peak, database', (needs) => (needs.store === 'sqlite' ? '–' : number(needs.busyDatabaseCores))),
    line('disk for a year, GB', ({ terabytesPerYear }) => number(terabytesPerYear * 1000)),
    line('operations of the disk per second, peak', ({ diskOperations }) => number(diskOperations)),
    ['people who may open the app within two hours, p99 below 250 ms: one process', ...peopleOf(measured, 'peopleOfOne')],
    ['the same, two processes', ...peopleOf(measured, 'peopleOfTwo')],
  ];
}

const peopleOf = (measured: Measured, which: 'peopleOfOne' | 'peopleOfTwo') =>
  (['sqlite', 'postgres'] as const).map((store) => number(measured[`${store}.${which}`].value));

function hours(measured: Measured): string[][] {
  const day = simulateDay(SHOWN_USERS, measured.changesPerUserYear.value / 365);
  return Array.from({ length: 12 }, (_, at) => {
    const [from, to] = [(at * MINUTES) / 12, ((at + 1) * MINUTES) / 12];
    const peak = (minutes: Float64Array) => number(rateOf(minutes.slice(from, to)).peak);
    return [`${at * 2} h`, peak(day.reads), peak(day.writes), peak(day.opens), peak(day.deliveries)];
  });
}

/** The number of users in the name of a measurement. */
const usersIn = ({ name }: Figure) => Number((/([\d,]+) users/.exec(name)?.[1] ?? '').replaceAll(',', ''));

const row = ({ name, value, at, load }: Figure) => [name, number(value), at.slice(0, 16).replace('T', ' '), number(load)];
const mark = (value: number, isExtrapolated: boolean) => `${number(value)}${isExtrapolated ? '*' : ''}`;
const both = ({ mean, peak }: { mean: number; peak: number }) => `${number(mean)} / ${number(peak)}`;
const shown = (value: number) => value.toLocaleString('en');

/** Two digits: the assumptions give no more. */
function number(value: number): string {
  if (value === 0 || Number.isInteger(value)) return shown(value);
  return Number(value.toPrecision(value >= 1000 ? 3 : 2)).toLocaleString('en', { maximumSignificantDigits: 3 });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
