import { Hono } from 'hono';
import { z } from 'zod';
import { utcDateTime as utcDateTimeField } from '../../collections/fields.js';
import type { TurnableClock } from '../../lib/clock.js';
import { utcDateTime } from '../../lib/dates.js';
import type { Store } from '../../storage/store.js';
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

/** The name under which a store remembers its turned clock. */
export const CLOCK_SETTING = 'clock';

/** `/clock`: reads, sets, advances, freezes and releases the clock that everything follows; the store remembers it. */
export function createClockRoutes({ clock, store }: { clock: TurnableClock; store: Store }): Hono {
  const app = new Hono();
  const shown = () => ({ now: utcDateTime(clock.now()), frozen: 'frozenAtMs' in clock.setting });
  app.get('/clock', (context) => context.json(shown()));
  app.post('/clock', async (context) => {
    const { set, advance, frozen } = await readBody(context, turnSchema);
    if (set !== undefined) clock.set(Date.parse(set));
    if (advance !== undefined) clock.advance(advance * 1000);
    if (frozen === true) clock.freeze();
    if (frozen === false) clock.resume();
    await store.settings.put(CLOCK_SETTING, clock.setting);
    return context.json(shown());
  });
  return app;
}
