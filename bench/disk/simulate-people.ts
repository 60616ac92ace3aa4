import { createSimulation, dayNumber, openStore, wearerOf } from '../product.js';

const SEED = '7';
export const YEAR_DAYS = 365;
/** The last day lived. */
export const LAST_DAY = dayNumber('2026-02-28') as number;
export const FIRST_DAY = LAST_DAY - YEAR_DAYS + 1;

/**
 * Adds people of the population to the empty store at `place` and lets them live for a year with all collections, each synchronisation
 * written as it came, so that the change log is that of a server that was there. They are the users from 1 on.
 */
export async function simulatePeople(place: string, people: number): Promise<void> {
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
