import { Hono } from 'hono';
import type { Clock } from '../../lib/clock.js';
import { dayNumber, dayText, utcDateTime, utcDay } from '../../lib/dates.js';
import type { Simulation } from '../../simulator/service/create-simulation.js';
import type { DayTruth } from '../../simulator/wearer/truth.js';
import type { Store } from '../../storage/store.js';
import { ApiError, badParameter } from '../errors.js';
import { findUser } from './users.js';

/** What one answer covers at most. */
const MOST_DAYS = 400;
const DEFAULT_DAYS = 30;

export interface TruthRouteOptions {
  store: Store;
  clock: Clock;
  simulation: Simulation;
}

/** `/users/{id}/truth`: what really happened to a simulated user, day by day at home; both dates included. */
export function createTruthRoutes({ store, clock, simulation }: TruthRouteOptions): Hono {
  const app = new Hono();
  app.get('/users/:id/truth', async (context) => {
    const user = await findUser(store, context.req.param('id'));
    const readDay = (name: string, standard: number) => {
      const text = context.req.query(name);
      const day = text === undefined ? standard : dayNumber(text);
      if (day === null) throw badParameter(name, text, 'date_from_datetime_parsing', 'Input should be a date like 2026-01-02');
      return day;
    };
    const toDay = readDay('end_day', utcDay(clock.now()));
    const fromDay = readDay('start_day', toDay - DEFAULT_DAYS + 1);
    if (toDay < fromDay) throw new ApiError(400, 'end_day lies before start_day.');
    if (toDay - fromDay >= MOST_DAYS) throw new ApiError(400, `Ask for at most ${MOST_DAYS} days at once.`);
    const days = await simulation.truth(user, fromDay, toDay);
    if (!days) throw new ApiError(404, `User ${user.id} is not simulated.`);
    return context.json({ data: days.map(shown) });
  });
  return app;
}

function shown({ day, state, sleep }: DayTruth) {
  const { events, ...numbers } = state;
  return {
    day: dayText(day),
    events,
    state: Object.fromEntries(Object.entries(numbers).map(([name, value]) => [snakeCase(name), value])),
    sleep: sleep.map(({ startMs, endMs, stages, isRecorded }) => ({
      bedtime_start: utcDateTime(startMs),
      bedtime_end: utcDateTime(endMs),
      is_recorded: isRecorded,
      // As in `sleep_phase_30_sec`.
      stages_30_sec: Array.from(stages).join(''),
    })),
  };
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
