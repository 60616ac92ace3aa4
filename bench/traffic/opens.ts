import { LAST_DAY } from '../disk/simulate-people.js';
import type { LivesUser } from '../lives-store.js';
import { DAY_MS, dayNumber, dayText } from '../product.js';
import { shiftDates } from '../shift-dates.js';
import type { TrafficAsk } from './ask.js';

const NIGHT = ['sleep', 'daily_sleep', 'daily_readiness'] as const;
const READ = ['sleep', 'daily_sleep', 'daily_readiness', 'daily_activity', 'workout'] as const;
const LOOK_BACK_DAYS = 14;
const LIST_DAYS = 30;
const NIGHT_HOURS = 8;
const STEP_MS = 300_000;

type Document = Record<string, unknown> & { day: string };
type Nights = Record<(typeof NIGHT)[number], Document>;

/** What one person causes who opens the app in the morning. */
export interface Open {
  /** One after the other: the ring's synchronisation. */
  writes: TrafficAsk[];
  /** At once, after them: six lists. */
  reads: TrafficAsk[];
}

/** Reads the last night of each of the first `people` users from the server: their copies have the same ones. */
export async function readNights(url: string, users: readonly LivesUser[], people: number): Promise<Nights[]> {
  const range = `start_date=${dayText(LAST_DAY - LOOK_BACK_DAYS)}&end_date=${dayText(LAST_DAY + 1)}`;
  const last = async (collection: string, { token }: LivesUser) => {
    const answer = await fetch(`${url}/v2/usercollection/${collection}?${range}`, { headers: { authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { data: Document[] }).data.at(-1);
  };
  const nights: Nights[] = [];
  for (const user of users.slice(0, people)) {
    const found = await Promise.all(NIGHT.map((collection) => last(collection, user)));
    // Somebody who has not worn the ring for weeks has none.
    if (found.every((document) => document !== undefined))
      nights.push(Object.fromEntries(NIGHT.map((name, at) => [name, found[at]])) as Nights);
  }
  return nights;
}

/** The morning of open number `at`: user by user, and again from the first one with the next night. */
export function openOf(at: number, users: readonly LivesUser[], nights: readonly Nights[], adminToken: string): Open {
  const { id, token } = users[at % users.length] as LivesUser;
  const day = LAST_DAY + 1 + Math.floor(at / users.length);
  const night = nights[at % nights.length] as Nights;
  const put = (what: string, body: unknown): TrafficAsk => {
    return { kind: 'write', method: 'PUT', path: `/admin/v1/users/${id}/${what}`, token: adminToken, body, accepts: [200] };
  };
  const get = (path: string): TrafficAsk => ({ kind: 'read', method: 'GET', path: `/v2/usercollection/${path}`, token, accepts: [200] });
  const endMs = day * DAY_MS + NIGHT_HOURS * 3_600_000;
  const rows = Array.from({ length: (NIGHT_HOURS * 3_600_000) / STEP_MS }, (_, step) => {
    return { timestamp: new Date(endMs - step * STEP_MS).toISOString(), bpm: 48 + ((at + step * 7) % 20), source: 'rest' };
  });
  const range = `start_date=${dayText(day - LIST_DAYS)}&end_date=${dayText(day + 1)}`;
  const window = `start_datetime=${dayText(day - 1)}T00:00:00Z&end_datetime=${new Date(endMs).toISOString()}`;
  return {
    writes: [
      ...NIGHT.map((collection) => {
        const document = night[collection];
        const { meta: _, ...body } = shiftDates(document, day - (dayNumber(document.day) as number));
        return put(`documents/${collection}`, { ...body, id: documentIdOf(collection, at) });
      }),
      put('series/heartrate', rows),
    ],
    reads: [...READ.map((collection) => get(`${collection}?${range}`)), get(`heartrate?${window}`)],
  };
}

/** An id of its own, in the form of a UUID. */
function documentIdOf(collection: (typeof NIGHT)[number], at: number): string {
  return `${at.toString(16).padStart(8, '0')}-0000-4000-8000-${String(NIGHT.indexOf(collection)).padStart(12, '0')}`;
}
