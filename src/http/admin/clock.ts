import { Hono } from 'hono';
import { z } from 'zod';
import { utcDateTime as utcDateTimeField } from '../../collections/fields.js';
import type { TurnableClock } from '../../lib/clock.js';
import { utcDateTime } from '../../lib/dates.js';
import type { Simulation } from '../../simulator/service/create-simulation.js';
import type { Store } from '../../storage/store.js';
import { badBody } from '../errors.js';
import { readBody } from './body.js';

/** In the order in which they take effect. */
const turnSchema = z.strictObject({
  /** The time it shall be. */
  set: utcDateTimeField.optional(),
  /** Seconds to go on, or back where negative. */
  advance: z.number().optional(),
  /** Whether it stands still from then on. */
  frozen: z.boolean().optional(),
});

/** Beyond these, times cannot be written with a year of four digits. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** The name under which a store remembers its turned clock. */
export const CLOCK_SETTING = 'clock';

/** Keeps this process's clock as another one of the same store turned it. */
export interface Follower {
  /** Resolves when all others have taken over what this process has committed. */
  followed(): Promise<void>;
}

export interface ClockRouteOptions {
  clock: TurnableClock;
  store: Store;
  simulation: Simulation;
  /** Null where no other process turns the clock. */
  follower: Follower | null;
}

/** `/clock`: reads, sets, advances, freezes and releases the clock that everything follows; the store remembers it. */
export function createClockRoutes({ clock, store, simulation, follower }: ClockRouteOptions): Hono {
  const app = new Hono();
  const shown = () => ({ now: utcDateTime(clock.now()), frozen: 'frozenAtMs' in clock.setting });
  app.get('/clock', (context) => context.json(shown()));
  app.post('/clock', async (context) => {
    const { set, advance = 0, frozen } = await readBody(context, turnSchema);
    const target = (set === undefined ? clock.now() : Date.parse(set)) + advance * 1000;
    if (!(target >= FIRST_MS && target <= LAST_MS)) {
      throw badBody([{ type: 'value_error', path: ['advance'], message: 'the clock goes from year 0000 to year 9999', input: advance }]);
    }
    if (set !== undefined || advance !== 0) clock.set(target);
    if (frozen === true) clock.freeze();
    if (frozen === false) clock.resume();
    await store.settings.put(CLOCK_SETTING, clock.setting);
    // Whoever turns the clock finds the simulated users as they are by then.
    await simulation.catchUp(clock.now());
    await follower?.followed();
    return context.json(shown());
  });
  return app;
}
