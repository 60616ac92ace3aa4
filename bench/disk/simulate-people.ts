import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSimulation, dayNumber, openStore, wearerOf } from '../product.js';

const CIRCLET = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const SEED = '7';
export const YEAR_DAYS = 365;
/** The last day lived. */
export const LAST_DAY = dayNumber('2026-02-28') as number;
export const FIRST_DAY = LAST_DAY - YEAR_DAYS + 1;

/**
 * Makes a store in an empty folder, of people of the population who live for a year with all collections, each synchronisation written as it
 * came, so that the change log is that of a server that was there. They are the users from 1 on. With an empty database the store is moved
 * there, as living is quicker on SQLite. They live once in a run: a copy stays in `scratch`.
 */
export async function simulatePeople(scratch: string, folder: string, database: string | null, people: number): Promise<void> {
  const lived = livedFile(scratch, people);
  if (!existsSync(lived)) await live(lived, people);
  if (database === null) copyFileSync(lived, path.join(folder, 'circlet.sqlite'));
  else execFileSync(process.execPath, [CIRCLET, 'move', '--from', `sqlite:${lived}`, '--to', database], { stdio: 'ignore' });
}

/** Where the people are who lived in this run. */
export const livedFile = (scratch: string, people: number): string => path.join(scratch, `people-${people}.sqlite`);

async function live(place: string, people: number): Promise<void> {
  await using store = await openStore(place);
  const simulation = createSimulation(store);
  for (let index = 0; index < people; index++) {
    const spec = { seed: SEED, index, events: [], beats: false, firstDay: FIRST_DAY };
    const { id, userNo } = await simulation.add(spec);
    if (userNo !== index + 1) throw new Error('the store was not empty');
    await simulation.catchUp(wearerOf(spec).person.calendar.homeMs(LAST_DAY + 1, 0), { userId: id, isWatched: true });
  }
  await simulation.close();
}
