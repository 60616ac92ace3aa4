import { mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from './bench.js';
import { createSimulation, dayNumber, firstDayOf, openChronicle, openStore, wearerOf } from './product.js';
import type { Measurement } from './report.js';
import { addTime, noTime } from './stopwatch.js';

const SEED = '7';
const LAST_DAY = dayNumber('2026-02-28') as number;
const YEAR_DAYS = 365;
const PLAIN = { beats: false, people: 3, days: YEAR_DAYS };
const WITH_BEATS = { beats: true, people: 2, days: 60 };

type People = typeof PLAIN;
type Spec = Parameters<typeof wearerOf>[0];

/** People with a history into a fresh store each round: made up, derived and stored; then made up only, and made up and derived only. */
export const simulation: Bench = async ({ scratch, rounds, say }) => {
  say('simulation');
  const measurements: Measurement[] = [];
  for (let round = -1; round < rounds; round++) {
    const plain = await simulate(scratch, PLAIN);
    const withBeats = await simulate(scratch, WITH_BEATS);
    // The first round warms up.
    if (round < 0) continue;
    measurements.push(...plain, ...withBeats);
  }
  return measurements;
};

async function simulate(scratch: string, people: People): Promise<Measurement[]> {
  const specs = Array.from({ length: people.people }, (_, index) => specOf(people, index));
  const days = specs.reduce((sum, { firstDay }) => sum + LAST_DAY - firstDay + 1, 0);
  const made = noTime();
  const derived = noTime();
  const stored = noTime();
  for (const spec of specs) {
    await addTime(made, () => record(spec));
    await addTime(derived, () => derive(spec));
  }
  const folder = mkdtempSync(path.join(scratch, 'simulation-'));
  const file = path.join(folder, 'circlet.sqlite');
  // What a store takes before anybody is in it is shared by all.
  await (await openStore(file)).close();
  const { size: emptySize } = statSync(file);
  await addTime(stored, () => store(file, specs));
  const size = statSync(file).size - emptySize;
  rmSync(folder, { recursive: true });
  const what = people.beats ? 'simulation with beats' : 'simulation';
  const share = (seconds: number) => Math.max(0, seconds) / stored.cpu;
  return [
    { name: `${what}: user-days per CPU second`, values: [days / stored.cpu] },
    { name: `${what}: share of making up`, values: [share(made.cpu)] },
    { name: `${what}: share of deriving`, values: [share(derived.cpu - made.cpu)] },
    { name: `${what}: share of storing`, values: [share(stored.cpu - derived.cpu)] },
    { name: `${what}: MB per user-year on disk`, values: [(size / 1e6 / days) * YEAR_DAYS] },
  ];
}

function specOf({ beats, days }: People, index: number): Spec {
  const wanted = { seed: SEED, index, events: [], beats };
  return { ...wanted, firstDay: firstDayOf(wanted, LAST_DAY - days + 1, LAST_DAY) };
}

const endOf = ({ person }: ReturnType<typeof wearerOf>) => person.calendar.homeMs(LAST_DAY + 1, 0);

/** Makes up every recording once. */
function record(spec: Spec): void {
  const wearer = wearerOf(spec);
  const untilMs = endOf(wearer);
  const known = { atMs: untilMs, analysedMs: untilMs };
  let { beginMs: afterMs } = wearer;
  for (let day = wearer.firstDay; day <= LAST_DAY; day++) {
    wearer.recording(day, known);
    const ms = wearer.person.calendar.homeMs(day + 1, 0);
    wearer.pulses(afterMs, ms);
    wearer.battery(afterMs, ms);
    afterMs = ms;
  }
}

function derive(spec: Spec): void {
  const wearer = wearerOf(spec);
  const chronicle = openChronicle(wearer, Number.NEGATIVE_INFINITY);
  for (const sync of wearer.syncs(wearer.beginMs - 1, endOf(wearer))) chronicle.step(sync, true);
}

async function store(file: string, specs: Spec[]): Promise<void> {
  const opened = await openStore(file);
  const people = createSimulation(opened);
  for (const spec of specs) {
    const { id } = await people.add(spec);
    await people.catchUp(endOf(wearerOf(spec)), { userId: id, isWatched: false });
  }
  await people.close();
  await opened.close();
}
